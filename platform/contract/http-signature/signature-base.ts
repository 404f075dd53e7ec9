import { type InnerList, type Item, serializeInnerList, serializeItem } from 'structured-headers';
import type { HttpAnswerParts, HttpHeaders, HttpRequestParts } from './message.ts';
import { readSignatureMember } from './signature-fields.ts';

/** The message that a signature covers; an answer's signature may reach back to the request (RFC 9421 §2.4). */
export type SignedMessage =
  | { readonly kind: 'request'; readonly request: HttpRequestParts }
  | { readonly kind: 'answer'; readonly answer: HttpAnswerParts; readonly requestHeaders?: HttpHeaders };

const defaultPorts: Readonly<Record<string, string>> = { 'http:': ':80', 'https:': ':443' };

/** RFC 9421 §2.2.3: the Host field, lower-case, without the scheme's default port. */
const authorityOf = ({ url, headers }: HttpRequestParts): string => {
  const authority = (headers.host ?? url.host).trim().toLowerCase();
  const port = defaultPorts[url.protocol];
  return port !== undefined && authority.endsWith(port) ? authority.slice(0, -port.length) : authority;
};

const requestComponent = (name: string, request: HttpRequestParts): string | undefined => {
  switch (name) {
    case '@method':
      return request.method;
    case '@authority':
      return authorityOf(request);
    case '@path':
      return request.url.pathname;
    case '@query':
      // RFC 9421 §2.2.7: an absent query counts as an empty one.
      return request.url.search === '' ? '?' : request.url.search;
    default:
      return fieldOf(name, request.headers);
  }
};

const fieldOf = (name: string, headers: HttpHeaders): string | undefined =>
  name.startsWith('@') || !Object.hasOwn(headers, name) ? undefined : headers[name]?.trim();

const componentValue = ([name, parameters]: Item, message: SignedMessage): string | undefined => {
  if (typeof name !== 'string') {
    return undefined;
  }
  if (parameters.size === 0) {
    if (message.kind === 'request') {
      return requestComponent(name, message.request);
    }
    return name === '@status' ? String(message.answer.status) : fieldOf(name, message.answer.headers);
  }
  // The one component with parameters that the contract knows: "signature";req;key="…".
  const label = parameters.get('key');
  return message.kind === 'answer' &&
    message.requestHeaders !== undefined &&
    name === 'signature' &&
    parameters.size === 2 &&
    parameters.get('req') === true &&
    typeof label === 'string'
    ? readSignatureMember(message.requestHeaders, label)
    : undefined;
};

/** What a field may hold in a signature base: anything else could pass for a further line of it (RFC 9421 §7.5.2). */
const printable = /^[\x20-\x7e]*$/;

/**
 * Signature base of a message (RFC 9421 §2.5) for the covered components and parameters of `input`; undefined when the
 * message lacks one of them.
 */
export const signatureBase = (input: InnerList, message: SignedMessage): string | undefined => {
  const lines: string[] = [];
  for (const component of input[0]) {
    const value = componentValue(component, message);
    if (value === undefined || !printable.test(value)) {
      return undefined;
    }
    lines.push(`${serializeItem(component)}: ${value}`);
  }
  lines.push(`"@signature-params": ${serializeInnerList(input)}`);
  return lines.join('\n');
};
