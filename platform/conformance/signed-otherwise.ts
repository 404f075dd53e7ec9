import { randomBytes } from 'node:crypto';
import type { InnerList } from 'structured-headers';
import { signSignatureBase } from '../contract/http-signature/ecdsa.ts';
import type { HttpRequestParts } from '../contract/http-signature/index.ts';
import { signatureBase } from '../contract/http-signature/signature-base.ts';
import type { Ask } from './ask.ts';
import type { World } from './world.ts';

/** A request without a body, correctly signed by the kiosk over components and under a tag of our choice. */
export const signedOtherwise = (
  world: World,
  ask: Omit<Ask, 'body'>,
  { components, tag }: { readonly components: readonly string[]; readonly tag: string },
): HttpRequestParts => {
  const request = world.unsigned(ask);
  const { key } = world.kiosk();
  const input: InnerList = [
    components.map((name) => [name, new Map()]),
    new Map<string, string | number>([
      ['created', Math.floor(world.now() / 1000)],
      ['nonce', randomBytes(16).toString('base64url')],
      ['keyid', key.keyId],
      ['tag', tag],
    ]),
  ];
  const base = signatureBase(input, { kind: 'request', request });
  if (base === undefined) {
    throw new TypeError(`The request lacks one of ${components.join(', ')}`);
  }
  return {
    ...request,
    headers: { ...request.headers, ...signSignatureBase(base, 'kiosk', input, key.privateKey) },
  };
};
