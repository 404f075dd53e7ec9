import { isDeepStrictEqual } from 'node:util';
import type { Unit, UnitOfWork } from '../../../db/unit-of-work.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import type { PolicyGrant } from '../../../platform/contract/policies.ts';
import { receiptNumber } from '../../../platform/contract/receipt-number.ts';
import type { ApplicationSubmission, PackageMembership } from '../../../platform/contract/submissions.ts';
import { agencyOf } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf, agencyObstacle } from '../session/agency-types.ts';
import type {
  ApplicationDraft,
  FilingAvailability,
  FilingOutcome,
  FormAnswers,
  Receipt,
} from '../session/filing-types.ts';
import type { ConfirmedPolicy } from '../session/policy-types.ts';
import { accountEntry } from '../session/print-records.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import { applicationFindings } from '../../../platform/contract/application-form/application-findings.ts';
import { courseOfPromises } from '../progress/known-course.ts';
import { answersThatFit, missingFields } from './form-answers.ts';
import { sealApplication, type SealedMaterial, sealMaterial } from './seal-application.ts';

export interface ApplicationFiling {
  /** Whether an application would be kept; to be asked before anybody is asked anything. */
  availability(): FilingAvailability;
  /**
   * Files an application. `filed` is said when its transaction is durable, not before: business row, sealed materials,
   * message in the outbox and audit entry are on the disk, or none of them is. From then on nothing plain of it is
   * referenced here, and the bytes of its materials are overwritten.
   */
  file(draft: ApplicationDraft): Promise<FilingOutcome>;
  /** The key to seal to now; null when there is none. */
  sealingKey(): SealingKey | null;
  /** Seals a draft under a new key and receipt number: what is to be kept, with nothing plain in it. */
  seal(
    draft: ApplicationDraft,
    answers: FormAnswers,
    key: SealingKey,
    membership?: PackageMembership,
  ): Promise<SealedDraft>;
}

/** An application that is ready to be kept. */
export interface SealedDraft {
  readonly receipt: Receipt;
  /** What stands outside of the sealed half. */
  readonly outside: Pick<Receipt, 'key' | 'receiptNumber' | 'filedAt'> & {
    readonly item: string;
    readonly formVersion: number;
  };
  /** JSON of the submission. */
  readonly body: string;
  readonly materials: readonly SealedMaterial[];
}

export interface ApplicationFilingOptions {
  readonly database: Pick<UnitOfWork, 'transaction'>;
  /** The item as the catalogue has it now. */
  readonly currentItem: (code: string) => ApplicationItem | undefined;
  /** The platform's newest sealing key that is good at `now` (milliseconds, platform time); null when none is. */
  readonly sealingKey: (now: number) => SealingKey | null;
  /** Whether the disk takes anything at present. */
  readonly storage: { canKeep(): { readonly ok: boolean } };
  /** How the platform stands to this kiosk. */
  readonly identity: Pick<KioskIdentity, 'isRevoked' | 'isUnknown'>;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  /** Makes a UUIDv7 (RFC 9562 §5.7): for keys and materials. */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}

/** Receipt numbers have 50 random bits of a day: a second one that is taken as well is a fault, not bad luck. */
const receiptNumbersTried = 2;

/**
 * Whether both ask for the same. A form that was changed without a new version, against the contract, would else be asked
 * for again and again: what is missing in it does not stand in the one that the resident sees.
 */
const asksTheSame = (one: ApplicationItem, other: ApplicationItem): boolean =>
  isDeepStrictEqual([one.form, one.materials], [other.form, other.materials]);

export const createApplicationFiling = (options: ApplicationFilingOptions): ApplicationFiling => {
  const { database, storage, identity, platformTime, log } = options;
  const sealingKey = (): SealingKey | null => options.sealingKey(platformTime.now());

  const availability = (): FilingAvailability => {
    if (identity.isRevoked() || identity.isUnknown()) return 'kiosk-not-recognised';
    if (!storage.canKeep().ok) return 'storage-cannot-keep';
    return sealingKey() === null ? 'cannot-file-yet' : 'possible';
  };

  const seal: ApplicationFiling['seal'] = async (draft, answers, key, membership) => {
    const { person, item, visitId, grant, verifications = [] } = draft;
    const enterprise = grant?.enterprise;
    const agency = agencyOf(person);
    const filedAt = Math.round(platformTime.now());
    const numbers = {
      key: options.newId(),
      receiptNumber: receiptNumber(options.stationCode, filedAt, options.randomBytes),
      filedAt,
    };
    const receipt: Receipt = {
      ...numbers,
      promises: promisedMaterials(item, draft.promises),
      ...(enterprise === undefined
        ? {}
        : { enterprise: { name: enterprise.name, creditCode: enterprise.creditCode } }),
    };
    const outside = { ...numbers, item: item.code, formVersion: item.form.version } as const;
    const within = membership === undefined ? {} : { package: membership };
    const sealedMaterials: Awaited<ReturnType<typeof sealMaterial>>[] = [];
    for (const material of draft.materials) {
      const place = { materialId: options.newId(), key: numbers.key, sealingKey: key };
      sealedMaterials.push(await sealMaterial(material, place));
    }
    const sealed = await sealApplication(
      {
        schemaVersion: 1,
        ...outside,
        ...within,
        applicant: { name: person.name, sex: person.sex, idNumber: person.idNumber },
        answers: { ...answers },
        sources: Object.fromEntries(
          Object.keys(answers).map((name) => [name, draft.sources[name] ?? 'resident']),
        ),
        materials: sealedMaterials.map(({ facts }) => facts),
        certificates: [...draft.certificates],
        promises: [...draft.promises],
        identity: {
          method: person.method,
          assuranceLevel: person.assuranceLevel,
          identifiedAt: Math.round(draft.identifiedAt),
          visitId,
        },
        ...(agency === undefined ? {} : { agency }),
        ...(verifications.length === 0 ? {} : { verifications: [...verifications] }),
        ...(grant === undefined ? {} : { grant: grantOf(grant) }),
        consentedAt: filedAt,
      },
      key,
    );
    const materials = sealedMaterials.map(({ material }) => material);
    const submission: ApplicationSubmission = {
      kind: 'application',
      ...outside,
      ...within,
      assuranceLevel: person.assuranceLevel,
      sealed,
      materials: materials.map(({ materialId, chunks }) => ({
        materialId,
        chunkDigests: chunks.map(({ digest }) => digest),
      })),
    };
    return { receipt, outside, body: JSON.stringify(submission), materials };
  };

  const keep = (draft: ApplicationDraft, sealed: SealedDraft) =>
    database.transaction((unit) => {
      const { visitId, person, grant } = draft;
      const { outside, body, materials } = sealed;
      const { pseudonym } = person;
      const kept = unit.applications.file({
        ...outside,
        visitId,
        holderPseudonym: pseudonym,
        body,
        materials,
      });
      if (!kept.ok) return kept;
      notePromises(unit, sealed.outside, draft.promises);
      if (grant !== undefined) {
        const { key } = outside;
        const { policy, period, enterprise } = grant;
        const holderPseudonym = enterprise?.pseudonym ?? pseudonym;
        const taken = unit.policyConfirmations.take({ holderPseudonym, policy, period, key, visitId });
        if (!taken.ok) return taken;
      }
      unit.audit.append(
        accountEntry(accountOf(person), {
          action: 'application.filed',
          subject: outside.receiptNumber,
          details: {
            ...filedDetails(draft, sealed),
            ...(grant === undefined ? {} : { period: grant.period }),
            ...(grant?.enterprise === undefined ? {} : { enterprise: grant.enterprise.pseudonym }),
          },
        }),
      );
      return kept;
    });

  return {
    availability,
    sealingKey,
    seal,
    file: async (draft) => {
      const { item, person } = draft;
      const current = options.currentItem(item.code);
      if (current === undefined || !asksTheSame(current, item)) {
        return { outcome: 'item-changed', item: current ?? null };
      }
      if (person.assuranceLevel < current.assuranceLevel) {
        const { assuranceLevel: level } = person;
        return { outcome: 'identity-not-assured', level, item: current };
      }
      const obstacle = agencyObstacle(person, current);
      if (obstacle !== null) return { outcome: 'agency-refused', reason: obstacle };
      const fields = missingFields(current, draft.answers);
      if (fields.length > 0) return { outcome: 'answers-missing', fields };
      const materials = missingMaterials(current, draft);
      if (materials.length > 0) return { outcome: 'materials-missing', materials };
      const available = availability();
      const key = sealingKey();
      if (available !== 'possible' || key === null) {
        return { outcome: 'cannot-file', reason: available === 'possible' ? 'cannot-file-yet' : available };
      }
      const answers = answersThatFit(current, draft.answers);
      let reason = '';
      for (let attempt = 0; attempt < receiptNumbersTried; attempt += 1) {
        const sealed = await seal(draft, answers, key);
        // Sealing takes its time, in which the platform may have revoked this kiosk.
        const still = availability();
        if (still !== 'possible') return { outcome: 'cannot-file', reason: still };
        const kept = keep(draft, sealed);
        if (kept.ok) {
          for (const { bytes } of draft.materials) bytes.fill(0);
          log.info('application-filed', { item: item.code, materials: sealed.materials.length });
          return { outcome: 'filed', receipt: sealed.receipt };
        }
        if (kept.reason === 'policy-confirmed') return { outcome: 'policy-confirmed' };
        reason = kept.reason;
        if (reason !== 'receipt-number-taken') break;
      }
      log.error('not-recorded', { action: 'application.filed', reason });
      return { outcome: 'not-recorded', reason };
    },
  };
};

/** What is confirmed, as the platform is told. */
const grantOf = ({ policy, period, enterprise }: ConfirmedPolicy): PolicyGrant => ({
  policy,
  period,
  ...(enterprise === undefined ? {} : { enterprise: enterprise.creditCode }),
});

/** What the audit entry of an application tells of it: how much was handed in, and nothing of what it says. */
export const filedDetails = (
  { certificates, promises }: Pick<ApplicationDraft, 'certificates' | 'promises'>,
  { outside, materials }: SealedDraft,
) => ({
  item: outside.item,
  formVersion: outside.formVersion,
  materials: materials.length,
  chunks: chunkCount(materials),
  certificates: certificates.length,
  promises: promises.length,
});

/** What is promised is known here from now on, so that it can be told and handed in without a line. */
export const notePromises = (
  { knownCourses }: Pick<Unit, 'knownCourses'>,
  { receiptNumber, filedAt }: SealedDraft['outside'],
  promises: ApplicationDraft['promises'],
): void => {
  if (promises.length === 0) return;
  knownCourses.keep({ receiptNumber, course: courseOfPromises(promises), learnedAt: filedAt });
};

/** Codes of the materials that are neither handed in nor promised. */
export const missingMaterials = (item: ApplicationItem, draft: ApplicationDraft): readonly string[] =>
  applicationFindings(item, draft).flatMap(({ rule, name }) => (rule === 'material-missing' ? [name] : []));

/** What a receipt says of the promises, in the words of the item. */
export const promisedMaterials = (
  { materials = [] }: ApplicationItem,
  promises: ApplicationDraft['promises'],
): Receipt['promises'] =>
  promises.flatMap(({ code, workingDays, dueOn }) => {
    const material = materials.find((one) => one.code === code);
    return material ? [{ name: material.name, workingDays, dueOn }] : [];
  });

const chunkCount = (materials: readonly SealedMaterial[]): number =>
  materials.reduce((count, { chunks }) => count + chunks.length, 0);
