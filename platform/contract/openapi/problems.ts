import type { ProblemReason } from '../api.ts';

/** HTTP status of each reason (RFC 9457 §3.1.2), and what the reason means to whoever reads it. */
export const problems: Readonly<Record<ProblemReason, { readonly status: number; readonly title: string }>> =
  {
    'malformed-request': { status: 400, title: 'The request does not fit the contract' },
    'signature-missing': { status: 401, title: 'The request is not signed' },
    'signature-invalid': { status: 401, title: 'The signature does not hold for this request' },
    'clock-skew': { status: 401, title: 'The signature was made too long ago, or in the future' },
    'request-replayed': { status: 401, title: 'This signed request came before' },
    'unknown-kiosk': { status: 401, title: 'No kiosk has this key' },
    'kiosk-revoked': { status: 403, title: 'The kiosk was revoked' },
    'enrolment-code-invalid': { status: 403, title: 'The enrolment code is unknown, used, or too old' },
    'assurance-level-too-low': {
      status: 403,
      title: 'The identification was not strong enough for this kind',
    },
    'station-mismatch': { status: 403, title: 'The kiosk stands at another station' },
    'not-found': { status: 404, title: 'There is nothing at this address' },
    'code-used': { status: 409, title: 'The identity code has been used' },
    'chunk-differs': { status: 409, title: 'Another chunk is in this place' },
    'not-ready': { status: 409, title: 'Nothing lies ready here, or it was handed over elsewhere' },
    'already-signed': { status: 409, title: 'Another document was signed for this certificate' },
    'cursor-unknown': {
      status: 410,
      title: 'The reading position is of no use any more: read from the start',
    },
    'too-large': { status: 413, title: 'The request is larger than the contract allows' },
    'code-unknown': { status: 422, title: 'No such identity code was given out' },
    'code-expired': { status: 422, title: 'The identity code was good for another time' },
    'too-late': {
      status: 422,
      title: 'The certificate was issued too long ago to be signed for the first time',
    },
    revoked: { status: 422, title: 'The certificate was revoked, or the key that signed it' },
    expired: { status: 422, title: 'The certificate has expired' },
    'algorithm-unavailable': { status: 422, title: 'The department does not sign with this algorithm' },
    'no-reference': { status: 422, title: 'The register has no face of this person for these models' },
    'unknown-model': { status: 422, title: 'The register has no faces for these models' },
    'unknown-kind': { status: 422, title: 'No such kind of certificate is issued here' },
    'unknown-purpose': { status: 422, title: 'The kind of certificate is not issued for this purpose' },
    'unknown-person': { status: 422, title: 'The department does not know this person' },
    'person-data-differs': { status: 422, title: 'Name or sex differ from the record of this id number' },
    'statement-too-long': {
      status: 422,
      title: 'The department’s record of the person is longer than a certificate can hold',
    },
    'not-held': { status: 422, title: 'The holder has no such certificate that is valid' },
    'request-id-reused': { status: 422, title: 'The request id belongs to another request' },
    'too-many-tries': { status: 429, title: 'The face of this person was compared too often today' },
    'internal-error': { status: 500, title: 'The platform failed; the same request may be sent again' },
    busy: { status: 503, title: 'The platform has too much to do; the same request may be sent again later' },
  };
