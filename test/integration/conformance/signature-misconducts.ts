import { answer, at, textOf } from './altered-answers.ts';

const signatureRoute = /\/signature$/;

/** Its signatures do not hold. */
export const signsWrong = at('POST', signatureRoute, (given) => {
  if (given.status !== 200) return given;
  const { signature } = JSON.parse(textOf(given)) as { signature: string };
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  return answer(200, { signature: bytes.toString('base64url') });
});

/** Gives out something else than the root's certificate. */
export const hidesItsRoot = at('GET', /^\/v1\/root-certificate$/, () => answer(200, { certificate: 'AAAA' }));

/** Gives the root's certificate for the kiosk's. */
export const vouchesForNobody = at('POST', /^\/v1\/enrolments$/, (given) => {
  if (given.status !== 200) return given;
  const reply = JSON.parse(textOf(given)) as { chain: { root: string } };
  return answer(200, { ...reply, chain: { kiosk: reply.chain.root, root: reply.chain.root } });
});
