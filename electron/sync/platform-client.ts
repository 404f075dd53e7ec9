import { z } from 'zod';
import { type AgencyQuery, type AgencyReply, agencyReplySchema } from '../../platform/contract/agency.ts';
import {
  type IssueCertificateReply,
  type IssueCertificateRequest,
  issueCertificateReplySchema,
} from '../../platform/contract/api.ts';
import {
  type ApprovalQuery,
  type ApprovalReply,
  approvalReplySchema,
} from '../../platform/contract/certificate-approvals.ts';
import { type CreditQuery, type CreditReply, creditReplySchema } from '../../platform/contract/credit.ts';
import {
  type KnownAnswersQuery,
  type KnownAnswersReply,
  knownAnswersReplySchema,
} from '../../platform/contract/known-answers.ts';
import {
  type CodeRedemptionReply,
  type CodeRedemptionRequest,
  codeRedemptionReplySchema,
} from '../../platform/contract/identity-code/redemption.ts';
import {
  type FaceComparisonReply,
  type FaceComparisonRequest,
  faceComparisonReplySchema,
} from '../../platform/contract/face-comparison.ts';
import { type FeedPage, feedPageSchema } from '../../platform/contract/feed.ts';
import {
  type EnrolmentReply,
  type EnrolmentRequest,
  enrolmentReplySchema,
  type HealthReply,
  type HealthReport,
  healthReplySchema,
  type KeyRotationReply,
  type KeyRotationRequest,
  keyRotationReplySchema,
} from '../../platform/contract/kiosks.ts';
import {
  type HandoverReply,
  handoverReplySchema,
  type IssuedProofsReply,
  issuedProofsReplySchema,
} from '../../platform/contract/issued-proofs.ts';
import {
  type AccessTrailReply,
  accessTrailReplySchema,
  type HolderQuery,
  type LibraryQuery,
  type LibraryReply,
  libraryReplySchema,
} from '../../platform/contract/library.ts';
import {
  type SignDocumentReply,
  type SignDocumentRequest,
  signDocumentReplySchema,
} from '../../platform/contract/pdf-signature/signature-messages.ts';
import {
  type ApplicationLight,
  applicationLightSchema,
  type ProgressQuery,
  type ProgressReply,
  progressReplySchema,
} from '../../platform/contract/progress.ts';
import {
  type PolicyMatchQuery,
  type PolicyMatchReply,
  policyMatchReplySchema,
} from '../../platform/contract/policies.ts';
import {
  type MaterialStatus,
  materialStatusSchema,
  maximumBatchBytes,
  maximumBatchMessages,
  type SubmissionBatchReply,
  submissionBatchReplySchema,
} from '../../platform/contract/submissions.ts';
import { type AppointmentCalls, appointmentCalls } from './appointment-calls.ts';
import { type PlatformFailure, type PlatformOutcome, replyOf } from './platform-outcome.ts';
import type { OpenExchange } from './trust/open-exchange.ts';
import type { ExchangeOutcome, ExchangeRequest, SignedExchange } from './trust/signed-exchange.ts';

export type { PlatformFailure, PlatformOutcome } from './platform-outcome.ts';

/** The central platform as the kiosk calls it (platform/contract/api.ts). Never rejects. */
export interface PlatformClient extends OpenExchange, AppointmentCalls {
  issueCertificate(request: IssueCertificateRequest): Promise<PlatformOutcome<IssueCertificateReply>>;
  /** What a person has asked a clerk for. */
  certificateApprovals(query: ApprovalQuery): Promise<PlatformOutcome<ApprovalReply>>;
  /** Has the department sign the document of a certificate; asked again with the same digest, it gives the same. */
  signDocument(
    certificateNumber: string,
    request: SignDocumentRequest,
  ): Promise<PlatformOutcome<SignDocumentReply>>;
  /** For whom an agent may act by what is registered. */
  findPrincipals(query: AgencyQuery): Promise<PlatformOutcome<AgencyReply>>;
  /** How a person stands for an item. */
  checkCredit(query: CreditQuery): Promise<PlatformOutcome<CreditReply>>;
  /** What is known of a person for the fields of a form. */
  knownAnswers(query: KnownAnswersQuery): Promise<PlatformOutcome<KnownAnswersReply>>;
  /** Which policies fit a person. */
  matchPolicies(query: PolicyMatchQuery): Promise<PlatformOutcome<PolicyMatchReply>>;
  /** The certificates that a resident holds (platform/contract/library.ts). */
  queryLibrary(query: LibraryQuery): Promise<PlatformOutcome<LibraryReply>>;
  readAccessTrail(query: HolderQuery): Promise<PlatformOutcome<AccessTrailReply>>;
  /** Proofs that lie ready for a resident (platform/contract/issued-proofs.ts). */
  listProofs(query: HolderQuery): Promise<PlatformOutcome<IssuedProofsReply>>;
  /** Takes a proof for this kiosk; asked again, it gives the same. */
  handOverProof(certificateNumber: string, query: HolderQuery): Promise<PlatformOutcome<HandoverReply>>;
  /** Takes an identity code for this kiosk; the first of all redemptions wins. */
  redeemIdentityCode(request: CodeRedemptionRequest): Promise<PlatformOutcome<CodeRedemptionReply>>;
  /** Has a sealed face compared with the register of ID photos. */
  compareFace(request: FaceComparisonRequest): Promise<PlatformOutcome<FaceComparisonReply>>;
  /**
   * Hands in messages, each the JSON text of a submission; they go out as they are, without being parsed again.
   * @throws RangeError for more messages or bytes than one batch may hold (platform/contract/submissions.ts)
   */
  submit(bodies: readonly string[]): Promise<PlatformOutcome<SubmissionBatchReply>>;
  /** Hands in one sealed chunk (compact JWE) of a material. */
  putChunk(materialId: string, index: number, sealed: string): Promise<PlatformOutcome<null>>;
  materialStatus(materialId: string): Promise<PlatformOutcome<MaterialStatus>>;
  /** What a resident filed anywhere. */
  queryApplications(query: ProgressQuery): Promise<PlatformOutcome<ProgressReply>>;
  /** How the application of a receipt stands. */
  applicationLight(receiptNumber: string): Promise<PlatformOutcome<ApplicationLight>>;
  /** A page of what the platform publishes, `limit` documents at most; the documents' signatures are the caller's to verify. */
  feed(after: string, limit: number): Promise<PlatformOutcome<FeedPage>>;
  /** Tells how the kiosk is; the answer brings commands, whose signatures are the caller's to verify. */
  reportHealth(report: HealthReport): Promise<PlatformOutcome<HealthReply>>;
  enrol(request: EnrolmentRequest): Promise<PlatformOutcome<EnrolmentReply>>;
  rotateKey(request: KeyRotationRequest): Promise<PlatformOutcome<KeyRotationReply>>;
}

const failureOf = (failed: Exclude<ExchangeOutcome, { outcome: 'answered' }>): PlatformFailure => {
  switch (failed.outcome) {
    case 'unreachable':
    case 'not-genuine':
      return { ok: false, reason: failed.outcome, detail: failed.detail };
    case 'too-large':
      return { ok: false, reason: 'malformed-reply', detail: failed.detail };
    case 'no-key':
      return { ok: false, reason: 'refused', problem: 'kiosk-revoked', detail: 'the key is gone' };
  }
};

const json = (content: string | Uint8Array) => ({ type: 'application/json', content });

const batchHead = Buffer.from('{"messages":[');
const batchTail = Buffer.from(']}');
const comma = 0x2c;

/**
 * A batch (`SubmissionBatch`) around the texts of its messages, put together in one piece of memory: joined as texts,
 * megabytes of every batch would wait for the garbage collector.
 */
const batchOf = (bodies: readonly string[]): Uint8Array => {
  if (bodies.length < 1 || bodies.length > maximumBatchMessages) {
    throw new RangeError(`a batch holds 1 to ${maximumBatchMessages} messages, not ${bodies.length}`);
  }
  const commas = bodies.length - 1;
  const texts = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  const bytes = batchHead.length + texts + commas + batchTail.length;
  if (bytes > maximumBatchBytes) {
    throw new RangeError(`a batch holds at most ${maximumBatchBytes} bytes`);
  }
  const batch = Buffer.allocUnsafe(bytes);
  let end = batchHead.copy(batch);
  for (const [index, body] of bodies.entries()) {
    if (index > 0) {
      batch[end] = comma;
      end += 1;
    }
    end += batch.write(body, end);
  }
  batchTail.copy(batch, end);
  return batch;
};

/** The calls of the contract on a signed exchange (trust/signed-exchange.ts). */
export const createPlatformClient = (options: {
  readonly exchange: SignedExchange;
  readonly open: OpenExchange;
}): PlatformClient => {
  const { exchange, open } = options;
  const call = async <Schema extends z.ZodType>(
    schema: Schema,
    request: ExchangeRequest,
  ): Promise<PlatformOutcome<z.infer<Schema>>> => {
    const outcome = await exchange.send(request);
    return outcome.outcome === 'answered' ? replyOf(schema, outcome.answer) : failureOf(outcome);
  };
  const post = <Schema extends z.ZodType>(schema: Schema, path: string, body: unknown) =>
    call(schema, { method: 'POST', path, body: json(JSON.stringify(body)) });

  return {
    ...open,
    ...appointmentCalls(post),
    issueCertificate: (request) => post(issueCertificateReplySchema, 'v1/certificates', request),
    certificateApprovals: (query) => post(approvalReplySchema, 'v1/certificate-approvals/query', query),
    signDocument: (certificateNumber, request) =>
      post(
        signDocumentReplySchema,
        `v1/certificates/${encodeURIComponent(certificateNumber)}/signature`,
        request,
      ),
    queryLibrary: (query) => post(libraryReplySchema, 'v1/library/query', query),
    readAccessTrail: (query) => post(accessTrailReplySchema, 'v1/library/access-trail', query),
    listProofs: (query) => post(issuedProofsReplySchema, 'v1/issued-proofs/query', query),
    handOverProof: (certificateNumber, query) =>
      post(handoverReplySchema, `v1/issued-proofs/${encodeURIComponent(certificateNumber)}/handover`, query),
    redeemIdentityCode: (request) =>
      post(codeRedemptionReplySchema, 'v1/identity-codes/redemptions', request),
    compareFace: (request) => post(faceComparisonReplySchema, 'v1/face-comparisons', request),
    findPrincipals: (query) => post(agencyReplySchema, 'v1/agency/principals', query),
    checkCredit: (query) => post(creditReplySchema, 'v1/credit-checks', query),
    knownAnswers: (query) => post(knownAnswersReplySchema, 'v1/known-answers', query),
    matchPolicies: (query) => post(policyMatchReplySchema, 'v1/policies/matches', query),
    submit: async (bodies) =>
      call(submissionBatchReplySchema, {
        method: 'POST',
        path: 'v1/submissions',
        body: json(batchOf(bodies)),
      }),
    async putChunk(materialId, index, sealed) {
      const outcome = await exchange.send({
        method: 'PUT',
        path: `v1/materials/${encodeURIComponent(materialId)}/chunks/${index}`,
        body: { type: 'application/jose', content: sealed },
      });
      if (outcome.outcome !== 'answered') return failureOf(outcome);
      const { status } = outcome.answer;
      if (status === 204) return { ok: true, value: null };
      const refused = replyOf(z.never(), outcome.answer);
      return refused.ok ? { ok: false, reason: 'malformed-reply', detail: `status ${status}` } : refused;
    },
    materialStatus: (materialId) =>
      call(materialStatusSchema, { method: 'GET', path: `v1/materials/${encodeURIComponent(materialId)}` }),
    queryApplications: (query) => post(progressReplySchema, 'v1/applications/query', query),
    applicationLight: (receiptNumber) =>
      call(applicationLightSchema, {
        method: 'GET',
        path: `v1/applications/${encodeURIComponent(receiptNumber)}/light`,
      }),
    feed: (after, limit) =>
      call(feedPageSchema, {
        method: 'GET',
        path: `v1/feed?after=${encodeURIComponent(after)}&limit=${limit}`,
      }),
    reportHealth: (report) => post(healthReplySchema, 'v1/kiosks/self/health', report),
    enrol: (request) => post(enrolmentReplySchema, 'v1/enrolments', request),
    rotateKey: (request) => post(keyRotationReplySchema, 'v1/kiosks/self/keys', request),
  };
};
