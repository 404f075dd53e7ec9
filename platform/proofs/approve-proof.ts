import {
  type Choice,
  claimsFor,
  type IssuingContext,
  type IssueRefusal,
} from '../departments/issue-certificate.ts';
import { copyKind } from '../departments/held-certificate/held-certificate-copy.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { signPrintable } from '../departments/sign-printable.ts';

/** What a resident applied for online, and a department has looked into. */
export interface ProofApproval {
  readonly idNumber: string;
  /** Code of an item in `myDocuments` of the catalogue. */
  readonly kind: string;
  /** Code of one of its purposes. */
  readonly purpose: string;
  /** Where it is to be collected. */
  readonly station: { readonly code: string; readonly name: string };
}

export type ApprovalOutcome =
  | { readonly outcome: 'approved'; readonly certificateNumber: string; readonly collectUntil: number }
  | { readonly outcome: 'refused'; readonly reason: IssueRefusal };

/** How long a proof lies ready, milliseconds; no longer than it is valid. */
const readyFor = 30 * 86_400_000;

/** Who applies online has been identified by the city's app with a look at the face. */
const onlineAssurance = 3;

const choiceOf = (
  { catalogue, issuers }: IssuingContext,
  { kind, purpose }: ProofApproval,
): Choice | IssueRefusal => {
  const item = catalogue.myDocuments?.find(({ code }) => code === kind && code !== copyKind);
  const issuer = issuers.find((one) => one.kind === kind);
  if (item === undefined || issuer === undefined) {
    return 'unknown-kind';
  }
  const named = item.purposes.find(({ code }) => code === purpose);
  return named === undefined ? 'unknown-purpose' : { item, issuer, purpose: named.name['zh-CN'] };
};

/** The department approves a proof: it is signed now, and lies ready at its station. */
export const approveProof = async (
  context: IssuingContext,
  approval: ProofApproval,
): Promise<ApprovalOutcome> => {
  const { database, keyRing } = context;
  const choice = choiceOf(context, approval);
  if (typeof choice === 'string') {
    return { outcome: 'refused', reason: choice };
  }
  const row = await database
    .selectFrom('residents')
    .selectAll()
    .where('id_number', '=', approval.idNumber)
    .executeTakeFirst();
  if (row === undefined) {
    return { outcome: 'refused', reason: 'unknown-person' };
  }
  const { name, sex, id_number: idNumber } = row;
  const resident = certificateHolderSchema.parse({ name, sex, idNumber });
  const claims = await claimsFor(
    context,
    { station: approval.station, assuranceLevel: onlineAssurance },
    choice,
    resident,
  );
  if (typeof claims === 'string') {
    return { outcome: 'refused', reason: claims };
  }
  const signer = await keyRing.signerOf(choice.item.department.code);
  const signed = signPrintable(claims, signer);
  if (signed === undefined) {
    return { outcome: 'refused', reason: 'statement-too-long' };
  }
  const { certificateNumber } = claims;
  const approvedAt = claims.issuedAt * 1000;
  const collectUntil = Math.min(approvedAt + readyFor, claims.expiresAt * 1000);
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('certificates')
      .values({
        certificate_number: certificateNumber,
        kind: claims.kind,
        department: claims.department.code,
        holder_id_number: claims.holder.idNumber,
        key_id: signer.keyId,
        issued_at: new Date(approvedAt),
        expires_at: new Date(claims.expiresAt * 1000),
        revoked_at: null,
        signed,
      })
      .execute();
    await transaction
      .insertInto('issued_proofs')
      .values({
        certificate_number: certificateNumber,
        purpose: claims.purpose,
        station_code: approval.station.code,
        station_name: approval.station.name,
        approved_at: new Date(approvedAt),
        collect_until: new Date(collectUntil),
        handed_to: null,
        handed_at: null,
        collected_at: null,
      })
      .execute();
  });
  return { outcome: 'approved', certificateNumber, collectUntil };
};
