import { createHash } from 'node:crypto';
import { type Agency, certificateAgentOf } from '../../../platform/contract/agency.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import type { HeldCertificateName } from '../../../platform/contract/library.ts';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import { agencyOf } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import type { PrintQuota } from '../printing/print-quota.ts';
import { accountOf, agencyObstacle, serviceObstacle } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson, PrepareOutcome, PrepareStep } from '../session/visit-types.ts';
import { askApproval } from './ask-approval.ts';
import type { SignedRenderResult, SigningRenderer } from './signing/signing-renderer.ts';

export interface PrepareRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  readonly item: CatalogueItem;
  readonly purposeCode: string;
  /** The certificate of the library that is to be copied. */
  readonly held?: HeldCertificateName;
}

export type PrepareCertificate = (
  request: PrepareRequest,
  onStep: (step: PrepareStep) => void,
) => Promise<PrepareOutcome>;

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** Why a signature is missing is for the staff to tell on; the small print of a page is in the log. */
export const staffCodeOf = ({ reason, detail }: Extract<SignedRenderResult, { ok: false }>): string =>
  reason === 'signature-refused' || reason === 'signature-wrong' || reason === 'nobody-to-sign'
    ? `${reason} ${detail}`
    : reason;

/** Whether a certificate names exactly who collects it: the agent, or nobody where the holder stands there. */
const namesAgent = ({ agent }: CertificateClaims, agency: Agency | undefined): boolean => {
  const expected = agency && certificateAgentOf(agency);
  return agent?.maskedName === expected?.maskedName && agent?.way === expected?.way;
};

/** Whether a genuine certificate is the one that was asked for: a platform's mix-up must not be printed. */
const answersRequest = (
  claims: CertificateClaims,
  { person, item, held }: PrepareRequest,
  stationCode: string,
): boolean =>
  claims.kind === item.code &&
  claims.holder.idNumber === person.idNumber &&
  claims.holder.name === person.name &&
  claims.department.code === item.department.code &&
  claims.station.code === stationCode &&
  (held === undefined || claims.facts.number === held.number) &&
  namesAgent(claims, agencyOf(person));

/**
 * Asks the department for a certificate, verifies what comes, renders it and has it signed. Each step is recorded before
 * the next one; nothing is rendered that did not verify. Holder and claims stay in memory.
 */
export const createPrepareCertificate = (options: {
  readonly client: Pick<PlatformClient, 'issueCertificate' | 'certificateApprovals'>;
  readonly documents: Pick<TrustedDocuments, 'keySet' | 'refresh' | 'isRevoked'>;
  /** Fonts and templates take a moment to load; null when they could not be. */
  readonly renderer: Promise<SigningRenderer | null>;
  readonly journal: VisitJournal;
  readonly quota: Pick<PrintQuota, 'isReached'>;
  /** How the platform stands to this kiosk. */
  readonly identity: Pick<KioskIdentity, 'isRevoked' | 'isUnknown'>;
  readonly platformTime: Pick<PlatformTime, 'now'>;
  readonly log: Log;
  readonly newRequestId: () => string;
  readonly station: { readonly code: string; readonly name: string };
  /** Tells the line monitor what a real call found. */
  readonly onLine: (reachable: boolean) => void;
}): PrepareCertificate => {
  const { client, documents, journal, identity, platformTime, log, station } = options;
  /** Requests of a visit whose answers never came. Asked again under its number, the department issues once (api.ts). */
  const unanswered = new Map<string, { readonly requestId: string; readonly consentedAt: number }>();

  const verify = async (bytes: Uint8Array) => {
    const first = verifyCertificate(bytes, documents.keySet(), platformTime.now());
    if (first.outcome !== 'unknown-key') return first;
    // The department may have a new key since the key set was fetched.
    await documents.refresh();
    return verifyCertificate(bytes, documents.keySet(), platformTime.now());
  };

  return async (request, onStep) => {
    const { visitId, person, item, purposeCode, held } = request;
    if (identity.isRevoked() || identity.isUnknown()) {
      return failure('kiosk-not-recognised', identity.isRevoked() ? 'kiosk-revoked' : 'unknown-kiosk');
    }
    if (person.assuranceLevel < item.assuranceLevel) {
      return failure(
        'identity-not-assured',
        `assurance-level ${person.assuranceLevel} below ${item.assuranceLevel}`,
      );
    }
    const obstacle = held === undefined ? agencyObstacle(person, item) : serviceObstacle(person, 'documents');
    if (obstacle !== null) return failure(obstacle, obstacle);
    const account = accountOf(person);
    const agency = agencyOf(person);
    if (options.quota.isReached(item, person.pseudonym)) {
      const recorded = journal.quotaReached(visitId, item.code, account.pseudonym, account.agent);
      return recorded.ok
        ? failure('quota-reached', `prints-a-day ${item.printsADay}`)
        : failure('could-not-record', recorded.reason);
    }
    const asks = [visitId, person.pseudonym, item.code, purposeCode, held?.kind, held?.number].join(' ');
    for (const earlier of unanswered.keys()) {
      if (!earlier.startsWith(`${visitId} `)) unanswered.delete(earlier);
    }
    const again = unanswered.get(asks) ?? null;
    const { requestId, consentedAt } = again ?? {
      requestId: options.newRequestId(),
      consentedAt: platformTime.now(),
    };
    unanswered.delete(asks);
    if (!again) {
      const recorded = journal.requested({ visitId, requestId, kind: item.code, purposeCode, ...account });
      if (!recorded.ok) return failure('could-not-record', recorded.reason);
    }

    onStep('asking');
    const reply = await client.issueCertificate({
      requestId,
      kind: item.code,
      purpose: purposeCode,
      holder: { name: person.name, sex: person.sex, idNumber: person.idNumber },
      station: { code: station.code, name: station.name },
      ...(held === undefined ? {} : { held }),
      assuranceLevel: person.assuranceLevel,
      consentedAt,
      ...(agency === undefined ? {} : { agency }),
    });
    options.onLine(reply.ok || reply.reason === 'refused');
    if (!reply.ok) {
      const state = reply.reason === 'refused' ? 'refused' : 'unanswered';
      const told = notAnswered(reply);
      log.warn('certificate-not-issued', { reason: told.staffCode });
      if (state === 'unanswered') unanswered.set(asks, { requestId, consentedAt });
      // It is on record as unanswered already when it was asked again in vain.
      if (!again || state === 'refused') {
        journal.notIssued({ requestId, state, reason: told.staffCode, ...account });
      }
      const awaitsClerk = told.problem === 'approval-pending' || told.problem === 'approval-refused';
      const approval = awaitsClerk ? await askApproval(client, request) : null;
      return approval === null ? told : { ...told, approval };
    }

    onStep('verifying');
    const bytes = new Uint8Array(Buffer.from(reply.value.certificate, 'base64url'));
    const verified = await verify(bytes);
    const genuine = verified.outcome === 'genuine' && answersRequest(verified.claims, request, station.code);
    if (verified.outcome !== 'genuine' || !genuine) {
      const reason = verified.outcome === 'genuine' ? 'answers-another-request' : verified.outcome;
      log.error('certificate-not-genuine', { reason });
      journal.notIssued({ requestId, state: 'not-genuine', reason, ...account });
      return failure('certificate-not-genuine', reason);
    }
    const { claims } = verified;
    if (documents.isRevoked(claims.certificateNumber)) {
      log.error('certificate-not-genuine', { reason: 'revoked' });
      journal.notIssued({ requestId, state: 'not-genuine', reason: 'revoked', ...account });
      return failure('certificate-not-genuine', 'revoked');
    }
    const issued = journal.issued({
      requestId,
      certificateNumber: claims.certificateNumber,
      claimsHash: createHash('sha256').update(bytes).digest('hex'),
      ...account,
    });
    if (!issued.ok) return failure('could-not-record', issued.reason);

    const notPrintable = (reason: string, detail = '') => {
      log.error('certificate-not-printable', { reason, detail });
      const { certificateNumber } = claims;
      return { ...failure('certificate-not-printable', reason), certificateNumber };
    };
    onStep('rendering');
    const qr = encodeQrPayload(bytes);
    if (qr.outcome !== 'encoded') return notPrintable(qr.outcome);
    const renderer = await options.renderer;
    if (!renderer) return notPrintable('renderer-unavailable');
    const rendered = await renderer.render({ claims, qrPayload: qr.text });
    if (!rendered.ok) return notPrintable(staffCodeOf(rendered), rendered.detail);
    return {
      ok: true,
      certificate: {
        requestId,
        itemCode: item.code,
        certificateNumber: claims.certificateNumber,
        pdf: rendered.pdf,
        pages: rendered.pages,
        signedBy: rendered.signedBy,
      },
    };
  };
};
