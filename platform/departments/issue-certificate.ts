import { createHash } from 'node:crypto';
import { agencyRefusal, serviceRefusal } from '../agency/check-agency.ts';
import { recordAgency } from '../agency/registered-agency.ts';
import type { PlatformClock } from '../clock.ts';
import { type AgencyRefusal, certificateAgentOf } from '../contract/agency.ts';
import type { IssueCertificateRequest, ProblemReason } from '../contract/api.ts';
import type { Catalogue, CatalogueItem } from '../contract/catalogue.ts';
import {
  type CertificateClaims,
  certificateClaimsSchema,
  mostTableRows,
} from '../contract/certificate/claims.ts';
import type { CertificateSigner } from '../contract/certificate/signed-certificate.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { seekApproval, spendApproval } from '../approvals/seek-approval.ts';
import type { CertificateIssuer, Resident } from './certificate-issuer.ts';
import { certificateNumber, certificateNumberRandomBytes } from './certificate-number.ts';
import { findResident } from './find-resident.ts';
import { copyKind } from './held-certificate/held-certificate-copy.ts';
import { signPrintable } from './sign-printable.ts';

/** What issuing needs of the platform. */
export interface IssuingContext {
  readonly database: PlatformDatabase;
  readonly catalogue: Catalogue;
  readonly issuers: readonly CertificateIssuer[];
  readonly keyRing: KeyRing;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
}

export type IssueRefusal = Extract<
  ProblemReason,
  | 'unknown-kind'
  | 'unknown-purpose'
  | 'unknown-person'
  | 'person-data-differs'
  | 'assurance-level-too-low'
  | 'statement-too-long'
  | 'not-held'
  | 'request-id-reused'
  | 'approval-pending'
  | 'approval-refused'
  | AgencyRefusal
>;

export type IssueOutcome =
  | { readonly outcome: 'issued'; readonly certificate: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: IssueRefusal };

export interface Choice {
  readonly item: CatalogueItem;
  readonly issuer: CertificateIssuer;
  /** Name of the purpose as it is printed. */
  readonly purpose: string;
}

const refused = (reason: IssueRefusal): IssueOutcome => ({ outcome: 'refused', reason });

/** SHA-256 of what a request asks, whatever the order in which its fields came. */
const digestOf = (request: IssueCertificateRequest): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        request.kind,
        request.purpose,
        [request.holder.name, request.holder.sex, request.holder.idNumber],
        [request.station.code, request.station.name],
        request.assuranceLevel,
        request.consentedAt,
        ...(request.agency === undefined
          ? []
          : [[request.agency.agent.idNumber, request.agency.way, request.agency.authorisation]]),
        ...(request.held ? [request.held.kind, request.held.number] : []),
      ]),
    )
    .digest();

/** What the same request id was answered with before, if it was. */
const earlierAnswer = async (
  database: PlatformDatabase,
  request: IssueCertificateRequest,
): Promise<IssueOutcome | undefined> => {
  const earlier = await database
    .selectFrom('certificate_requests')
    .innerJoin('certificates', 'certificates.certificate_number', 'certificate_requests.certificate_number')
    .select(['certificate_requests.digest', 'certificates.signed'])
    .where('certificate_requests.request_id', '=', request.requestId)
    .executeTakeFirst();
  if (earlier === undefined) {
    return undefined;
  }
  return digestOf(request).equals(earlier.digest)
    ? { outcome: 'issued', certificate: earlier.signed }
    : refused('request-id-reused');
};

/** Proofs that a department has to approve are not issued at a kiosk's request. */
const chooseItem = (context: IssuingContext, request: IssueCertificateRequest): Choice | IssueRefusal => {
  const { items, myDocuments = [] } = context.catalogue;
  const offered = request.held === undefined ? items : myDocuments.filter(({ code }) => code === copyKind);
  const item = offered.find(({ code }) => code === request.kind);
  const issuer = context.issuers.find(({ kind }) => kind === request.kind);
  if (item === undefined || issuer === undefined) {
    return 'unknown-kind';
  }
  const purpose = item.purposes.find(({ code }) => code === request.purpose);
  if (purpose === undefined) {
    return 'unknown-purpose';
  }
  return request.assuranceLevel < item.assuranceLevel
    ? 'assurance-level-too-low'
    : { item, issuer, purpose: purpose.name['zh-CN'] };
};

/** What a certificate says that is issued now. */
export const claimsFor = async (
  context: IssuingContext,
  request: Pick<IssueCertificateRequest, 'station' | 'assuranceLevel' | 'held' | 'agency'>,
  { item, issuer, purpose }: Choice,
  resident: Resident,
): Promise<CertificateClaims | IssueRefusal> => {
  const now = context.clock.now();
  const statements = await issuer.state(context.database, resident, now, request.held);
  if (typeof statements === 'string') {
    return statements;
  }
  if (Object.values(statements.tables).some(({ length }) => length > mostTableRows)) {
    return 'statement-too-long';
  }
  const issuedAt = Math.floor(now / 1000);
  return certificateClaimsSchema.parse({
    certificateNumber: certificateNumber(
      issuer.numberPrefix,
      now,
      context.randomBytes(certificateNumberRandomBytes),
    ),
    kind: item.code,
    holder: { name: resident.name, sex: resident.sex, idNumber: resident.idNumber },
    ...(request.agency === undefined ? {} : { agent: certificateAgentOf(request.agency) }),
    purpose,
    department: { code: item.department.code, name: item.department.name['zh-CN'] },
    station: request.station,
    assuranceLevel: request.assuranceLevel,
    issuedAt,
    expiresAt: issuedAt + item.validDays * 86_400,
    ...statements,
  });
};

/**
 * Keeps request and certificate together, and uses up the clerk's approval where there had to be one. Nothing is kept when
 * the request id was taken in the meantime, or another certificate has used the approval.
 */
const record = (
  database: PlatformDatabase,
  request: IssueCertificateRequest,
  claims: CertificateClaims,
  signed: {
    readonly certificate: Uint8Array;
    readonly keyId: string;
    readonly kioskId: string;
    /** Number of the clerk's approval; null where none is needed. */
    readonly approval: string | null;
    /** Milliseconds: the access trail is in the order of things, though certificates are dated by whole seconds. */
    readonly receivedAt: number;
  },
): Promise<'kept' | 'request-id-taken' | 'approval-used'> =>
  database.transaction().execute(async (transaction) => {
    const taken = await transaction
      .insertInto('certificate_requests')
      .values({
        request_id: request.requestId,
        digest: digestOf(request),
        certificate_number: claims.certificateNumber,
        station_code: request.station.code,
        assurance_level: request.assuranceLevel,
        consented_at: new Date(request.consentedAt),
        received_at: new Date(signed.receivedAt),
        kiosk_id: signed.kioskId,
      })
      .onConflict((conflict) => conflict.column('request_id').doNothing())
      .returning('request_id')
      .executeTakeFirst();
    if (taken === undefined) {
      return 'request-id-taken';
    }
    const { approval } = signed;
    if (approval !== null && !(await spendApproval(transaction, approval, claims.certificateNumber))) {
      await transaction
        .deleteFrom('certificate_requests')
        .where('request_id', '=', request.requestId)
        .execute();
      return 'approval-used';
    }
    await transaction
      .insertInto('certificates')
      .values({
        certificate_number: claims.certificateNumber,
        kind: claims.kind,
        department: claims.department.code,
        holder_id_number: claims.holder.idNumber,
        key_id: signed.keyId,
        issued_at: new Date(claims.issuedAt * 1000),
        expires_at: new Date(claims.expiresAt * 1000),
        revoked_at: null,
        signed: signed.certificate,
      })
      .execute();
    if (request.agency !== undefined) {
      await recordAgency(transaction, {
        agentIdNumber: request.agency.agent.idNumber,
        principalIdNumber: claims.holder.idNumber,
        way: request.agency.way,
        authorisation: request.agency.authorisation,
        act: 'certificate',
        subject: claims.certificateNumber,
        actedAt: claims.issuedAt * 1000,
      });
    }
    return 'kept';
  });

/**
 * Issues a certificate, once for each request id: the same request again is answered with the same bytes, another
 * request under the same id is refused. What a clerk has to look at first is left for one. What is too long to be printed is refused before anything is issued. The
 * certificate is recorded before it is handed out.
 *
 * @param kioskId the kiosk that asks: the department signs the document of the certificate for it and no other
 */
export const issueCertificate = async (
  context: IssuingContext,
  request: IssueCertificateRequest,
  kioskId: string,
): Promise<IssueOutcome> => {
  const earlier = await earlierAnswer(context.database, request);
  if (earlier !== undefined) {
    return earlier;
  }
  const choice = chooseItem(context, request);
  if (typeof choice === 'string') {
    return refused(choice);
  }
  const resident = await findResident(context.database, request.holder);
  if (typeof resident === 'string') {
    return refused(resident);
  }
  if (request.agency !== undefined) {
    const claim = {
      agency: request.agency,
      principalIdNumber: resident.idNumber,
      at: context.clock.now(),
    };
    // A copy of what the person has is 我的证照, whatever it is a copy of.
    const reason = await (request.held === undefined
      ? agencyRefusal(context.database, { ...claim, item: choice.item })
      : serviceRefusal(context.database, { ...claim, service: 'documents' }));
    if (reason !== undefined) {
      return refused(reason);
    }
  }
  const claims = await claimsFor(context, request, choice, resident);
  if (typeof claims === 'string') {
    return refused(claims);
  }
  const { approval: needed } = choice.item;
  const approval =
    needed && (await seekApproval(context, request, { workingDays: needed.workingDays, kioskId }));
  if (approval !== undefined && approval.state !== 'approved') {
    return refused(`approval-${approval.state}`);
  }
  const signer: CertificateSigner = await context.keyRing.signerOf(choice.item.department.code);
  const certificate = signPrintable(claims, signer);
  if (certificate === undefined) {
    return refused('statement-too-long');
  }
  const kept = await record(context.database, request, claims, {
    certificate,
    keyId: signer.keyId,
    kioskId,
    approval: approval?.requestNumber ?? null,
    receivedAt: context.clock.now(),
  });
  if (kept === 'kept') {
    return { outcome: 'issued', certificate };
  }
  if (kept === 'approval-used') {
    return issueCertificate(context, request, kioskId);
  }
  const first = await earlierAnswer(context.database, request);
  if (first === undefined) {
    throw new Error('A request id was taken, but its certificate is not there');
  }
  return first;
};
