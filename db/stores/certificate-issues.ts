import { toRecordedCode } from '../recorded-code.ts';
import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { VisitReader } from './visits.ts';

/**
 * `requested` before the request goes out; `issued` when the certificate has come and its signature has been verified;
 * `refused` by the platform; `not-genuine` when its signature did not verify; `unanswered` when the visit went on
 * without an answer (the same request may be asked again).
 */
export const certificateIssueStates = [
  'requested',
  'issued',
  'refused',
  'not-genuine',
  'unanswered',
] as const;
export type CertificateIssueState = (typeof certificateIssueStates)[number];

/** Which state may follow which. */
export const certificateIssueTransitions: Readonly<
  Record<CertificateIssueState, readonly CertificateIssueState[]>
> = {
  requested: ['issued', 'refused', 'not-genuine', 'unanswered'],
  unanswered: ['issued', 'refused', 'not-genuine'],
  issued: [],
  refused: [],
  'not-genuine': [],
};

/** Times are milliseconds since the Unix epoch. */
export interface CertificateIssue {
  readonly requestId: string;
  readonly visitId: string;
  readonly kind: string;
  readonly purposeCode: string;
  readonly holderPseudonym: string;
  readonly state: CertificateIssueState;
  /** Why it is not issued; null while requested and when issued. */
  readonly reason: string | null;
  readonly requestedAt: number;
  readonly settledAt: number | null;
  readonly certificateNumber: string | null;
  readonly claimsHash: string | null;
}

/** The move that was asked for is not one of `certificateIssueTransitions`; nothing was written. */
export type CertificateIssueRefusal =
  | { readonly ok: false; readonly reason: 'issue-not-found' }
  | { readonly ok: false; readonly reason: 'illegal-transition'; readonly from: CertificateIssueState };

export interface CertificateIssueReader {
  find(requestId: string): CertificateIssue | undefined;
  byCertificateNumber(certificateNumber: string): CertificateIssue | undefined;
  /** Still `requested`, oldest first: after a crash these were cut off and can be asked again under the same id. */
  requested(): readonly CertificateIssue[];
}

export interface CertificateIssueStore extends CertificateIssueReader {
  /**
   * Records, before the request goes out, that the resident of an open visit asks for a certificate: of somebody else
   * where the holder's pseudonym is not the visit's own. `requestId` is a new UUID in lower case; `kind` and `purposeCode` are codes of
   * the catalogue.
   */
  request(request: {
    readonly requestId: string;
    readonly visitId: string;
    readonly kind: string;
    readonly purposeCode: string;
    readonly holderPseudonym?: string;
  }):
    | { readonly ok: true }
    | { readonly ok: false; readonly reason: 'visit-not-open' | 'visit-not-identified' };
  /**
   * Records a verified certificate. `claimsHash` is SHA-256 as 64 lower-case hexadecimal digits over the whole signed
   * message (COSE_Sign1 with its signature), never over the claims alone: identity numbers are few enough to be
   * guessed against a hash of the claims.
   */
  markIssued(issue: {
    readonly requestId: string;
    readonly certificateNumber: string;
    readonly claimsHash: string;
  }):
    | { readonly ok: true }
    | CertificateIssueRefusal
    | { readonly ok: false; readonly reason: 'certificate-number-taken' };
  /** Records that no certificate came of it. `reason` is kept as a code (`toRecordedCode`). */
  markNotIssued(issue: {
    readonly requestId: string;
    readonly state: 'refused' | 'not-genuine' | 'unanswered';
    readonly reason: string;
  }): { readonly ok: true } | CertificateIssueRefusal;
}

const columns = `request_id AS requestId, visit_id AS visitId, kind, purpose_code AS purposeCode,
  holder_pseudonym AS holderPseudonym, state, reason, requested_at AS requestedAt, settled_at AS settledAt,
  certificate_number AS certificateNumber, claims_hash AS claimsHash`;

/** The certificates asked from the platform, without what they say. */
export const createCertificateIssueStore = (
  connection: Connection,
  now: () => number,
  visits: VisitReader,
): CertificateIssueStore => {
  const selectOne = prepareGet<{ requestId: string }, CertificateIssue>(
    connection,
    `SELECT ${columns} FROM certificate_issue WHERE request_id = @requestId`,
  );
  const selectByNumber = prepareGet<{ certificateNumber: string }, CertificateIssue>(
    connection,
    `SELECT ${columns} FROM certificate_issue WHERE certificate_number = @certificateNumber`,
  );
  const selectRequested = prepareAll<Record<string, never>, CertificateIssue>(
    connection,
    `SELECT ${columns} FROM certificate_issue WHERE state = 'requested' ORDER BY requested_at, request_id`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO certificate_issue (request_id, visit_id, kind, purpose_code, holder_pseudonym, state, requested_at)
     VALUES (@requestId, @visitId, @kind, @purposeCode, @holderPseudonym, 'requested', @at)`,
  );
  const update = prepareWrite(
    connection,
    `UPDATE certificate_issue SET state = @state, reason = @reason, settled_at = @at,
       certificate_number = @certificateNumber, claims_hash = @claimsHash WHERE request_id = @requestId`,
  );

  const refuseMove = (requestId: string, to: CertificateIssueState): CertificateIssueRefusal | undefined => {
    const issue = selectOne({ requestId });
    if (issue === undefined) return { ok: false, reason: 'issue-not-found' };
    return certificateIssueTransitions[issue.state].includes(to)
      ? undefined
      : { ok: false, reason: 'illegal-transition', from: issue.state };
  };

  return {
    find: (requestId) => selectOne({ requestId }),
    byCertificateNumber: (certificateNumber) => selectByNumber({ certificateNumber }),
    requested: () => selectRequested({}),
    request: (request) => {
      const visit = visits.find(request.visitId);
      if (visit === undefined || visit.endedAt !== null) return { ok: false, reason: 'visit-not-open' };
      if (visit.holderPseudonym === null) return { ok: false, reason: 'visit-not-identified' };
      insert({ holderPseudonym: visit.holderPseudonym, ...request, at: now() });
      return { ok: true };
    },
    markIssued: ({ requestId, certificateNumber, claimsHash }) => {
      const refusal = refuseMove(requestId, 'issued');
      if (refusal) return refusal;
      if (selectByNumber({ certificateNumber })) return { ok: false, reason: 'certificate-number-taken' };
      update({ requestId, state: 'issued', reason: null, at: now(), certificateNumber, claimsHash });
      return { ok: true };
    },
    markNotIssued: ({ requestId, state, reason }) => {
      const refusal = refuseMove(requestId, state);
      if (refusal) return refusal;
      update({
        requestId,
        state,
        reason: toRecordedCode(reason),
        at: now(),
        certificateNumber: null,
        claimsHash: null,
      });
      return { ok: true };
    },
  };
};
