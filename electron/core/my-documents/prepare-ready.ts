import { createHash } from 'node:crypto';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import { staffCodeOf } from '../certificates/prepare-certificate.ts';
import { agencyField } from '../agency/act-for-another.ts';
import { accountOf, serviceObstacle } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import type { KioskSigningRenderer } from '../certificates/signing/signing-renderer.ts';
import type { Log } from '../log/core-log.ts';
import type { PrintQuota } from '../printing/print-quota.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { Failure, IdentifiedPerson, PrepareOutcome, PrepareStep } from '../session/visit-types.ts';
import type { DocumentSource } from './document-source.ts';
import type { MyDocumentsRecords } from './record-my-documents.ts';
import type { VerifySigned } from './verify-signed.ts';

export interface PrepareReadyRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  readonly item: CatalogueItem;
  readonly source: Exclude<DocumentSource, { kind: 'held' }>;
}

export type PrepareReady = (
  request: PrepareReadyRequest,
  onStep: (step: PrepareStep) => void,
) => Promise<PrepareOutcome>;

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** Where a purpose of a certificate that was issued elsewhere is none of the item's. */
const otherPurpose = 'other';

/**
 * Prepares for printing what lies ready: a proof is handed over by the platform and its page signed by the department; what
 * was delivered in advance is there already, and its page is signed by the kiosk, since the department signs over the line
 * and for who asked. Nothing is rendered that did not verify; a certificate that has come out, or may have, is not
 * rendered again.
 */
export const createPrepareReady = (options: {
  readonly client: Pick<PlatformClient, 'handOverProof'>;
  readonly verify: VerifySigned;
  /** Null where fonts and templates could not be loaded. */
  readonly renderer: Promise<KioskSigningRenderer | null>;
  readonly records: MyDocumentsRecords;
  readonly journal: Pick<VisitJournal, 'quotaReached'>;
  readonly quota: Pick<PrintQuota, 'isReached'>;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  readonly newRequestId: () => string;
  readonly onLine: (reachable: boolean) => void;
  readonly log: Log;
}): PrepareReady => {
  const { client, records, platformTime, log } = options;

  const fetchSigned = async ({
    person,
    source,
  }: PrepareReadyRequest): Promise<Uint8Array | ({ readonly ok: false } & Failure)> => {
    if (source.kind === 'prepared') return source.signed;
    const { name, sex, idNumber, assuranceLevel } = person;
    const reply = await client.handOverProof(source.certificateNumber, {
      holder: { name, sex, idNumber },
      assuranceLevel,
      consentedAt: Math.round(platformTime.now()),
      ...agencyField(person),
    });
    options.onLine(reply.ok || reply.reason === 'refused');
    if (reply.ok) return new Uint8Array(Buffer.from(reply.value.certificate, 'base64url'));
    return notAnswered(reply);
  };

  return async (request, onStep) => {
    const { visitId, person, item, source } = request;
    const account = accountOf(person);
    const obstacle = serviceObstacle(person, 'documents');
    if (obstacle !== null) return failure(obstacle, obstacle);
    if (person.assuranceLevel < item.assuranceLevel) {
      return failure(
        'identity-not-assured',
        `assurance-level ${person.assuranceLevel} below ${item.assuranceLevel}`,
      );
    }
    if (options.quota.isReached(item, account.pseudonym)) {
      const recorded = options.journal.quotaReached(visitId, item.code, account.pseudonym, account.agent);
      return recorded.ok
        ? failure('quota-reached', `prints-a-day ${item.printsADay}`)
        : failure('could-not-record', recorded.reason);
    }
    onStep('asking');
    const signed = await fetchSigned(request);
    if (!(signed instanceof Uint8Array)) {
      log.warn('document-not-ready', { reason: signed.staffCode });
      return signed;
    }

    onStep('verifying');
    const verified = await options.verify(signed);
    if (!verified.ok) return failure('certificate-not-genuine', verified.reason);
    const { claims } = verified;
    const { certificateNumber } = claims;
    const isMeant =
      claims.kind === item.code &&
      claims.holder.idNumber === person.idNumber &&
      claims.holder.name === person.name &&
      // It was signed before anybody came for it.
      claims.agent === undefined &&
      (source.kind === 'prepared' ||
        (certificateNumber === source.certificateNumber && claims.station.code === options.stationCode));
    if (!isMeant) return failure('certificate-not-genuine', 'answers-another-request');
    const standing = records.standing(certificateNumber);
    if (standing.state === 'printed')
      return failure('document-not-ready', `printed-before ${certificateNumber}`);
    const requestId = standing.state === 'new' ? options.newRequestId() : standing.requestId;
    const opened = {
      kind: item.code,
      certificateNumber,
      documentId: source.kind === 'prepared' ? source.documentId : null,
      account,
    };
    const taken =
      standing.state === 'new'
        ? records.taken({
            ...opened,
            visitId,
            requestId,
            purposeCode:
              item.purposes.find(({ name }) => name['zh-CN'] === claims.purpose)?.code ?? otherPurpose,
            claimsHash: createHash('sha256').update(signed).digest('hex'),
          })
        : records.takenAgain(opened);
    if (!taken.ok) return failure('could-not-record', taken.reason);

    onStep('rendering');
    const notPrintable = (reason: string) => ({
      ...failure('certificate-not-printable', reason),
      certificateNumber,
    });
    const qr = encodeQrPayload(signed);
    if (qr.outcome !== 'encoded') return notPrintable(qr.outcome);
    const renderer = await options.renderer;
    if (!renderer) return notPrintable('renderer-unavailable');
    const page = { claims, qrPayload: qr.text };
    const rendered = await (source.kind === 'prepared'
      ? renderer.renderAtKiosk(page)
      : renderer.render(page));
    if (!rendered.ok) return notPrintable(staffCodeOf(rendered));
    const { pdf, pages, signedBy } = rendered;
    return {
      ok: true,
      certificate: { requestId, itemCode: item.code, certificateNumber, pdf, pages, signedBy },
    };
  };
};
