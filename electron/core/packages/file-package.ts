import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { Catalogue } from '../../../platform/contract/catalogue.ts';
import {
  answersOfPart,
  type ChosenPackage,
  chosenPackage,
  jointItem,
  type Part,
} from '../../../platform/contract/packages/joint-form.ts';
import { packagesOf } from '../../../platform/contract/packages/judge-package.ts';
import { receiptNumber } from '../../../platform/contract/receipt-number.ts';
import {
  type ApplicationFiling,
  filedDetails,
  missingMaterials,
  notePromises,
  promisedMaterials,
  type SealedDraft,
} from '../applications/file-application.ts';
import { askedMaterials } from '../applications/materials/provisions.ts';
import { answersThatFit, missingFields } from '../applications/form-answers.ts';
import type { Log } from '../log/core-log.ts';
import type { ApplicationDraft, FilingOutcome, PartReceipt, Receipt } from '../session/filing-types.ts';
import { accountOf, agencyObstacleToAny } from '../session/agency-types.ts';
import { accountEntry } from '../session/print-records.ts';
import { orderedGroups } from './ordered-groups.ts';

/** A draft of several items. */
export type PackageDraft = ApplicationDraft & { readonly package: ChosenPackage };

/** A second receipt number that is taken as well is a fault, not bad luck (applications/file-application.ts). */
const receiptNumbersTried = 2;

interface SealedPart {
  readonly part: Part;
  /** What of the whole is the part's own. */
  readonly own: ApplicationDraft;
  readonly sealed: SealedDraft;
}

/**
 * Files everything that a package brings together. `filed` is said when its one transaction is durable, not before: all
 * applications with their messages and the audit entry are on the disk, or nothing is. A part goes to the platform after
 * those that it depends on have had its final word.
 */
export const createPackageFiling = (options: {
  readonly filing: ApplicationFiling;
  readonly database: Pick<UnitOfWork, 'transaction'>;
  /** The catalogue as it is now. */
  readonly catalogue: () => Catalogue;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  /** Makes a UUIDv7 (RFC 9562 §5.7). */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}): ((draft: PackageDraft) => Promise<FilingOutcome>) => {
  const { filing, database, platformTime, log } = options;

  /** The package as the catalogue has it now, with the parts that the draft takes; undefined where it is gone. */
  const current = ({ package: drafted }: PackageDraft): ChosenPackage | undefined => {
    const found = packagesOf(options.catalogue()).known.find(({ code }) => code === drafted.code);
    return (
      found &&
      chosenPackage(
        found,
        drafted.parts.map(({ item }) => item.code),
      )
    );
  };

  const sealParts = async (
    draft: PackageDraft,
    number: string,
    key: NonNullable<ReturnType<ApplicationFiling['sealingKey']>>,
  ): Promise<readonly SealedPart[]> => {
    const numbers = new Map<string, string>();
    const parts: SealedPart[] = [];
    for (const part of draft.package.parts) {
      const { item } = part;
      const answers = answersThatFit(item, answersOfPart(part, draft.answers));
      const dependsOn = part.dependsOn.map((code) => numbers.get(code)).filter((one) => one !== undefined);
      const membership = { code: draft.package.code, number, dependsOn };
      const asked = new Set(askedMaterials(item, answers).map(({ code }) => code));
      const ofPart = <Given extends { readonly code: string }>(given: readonly Given[]): Given[] =>
        given.filter(({ code }) => asked.has(code));
      const own: ApplicationDraft = {
        ...draft,
        item,
        sources: answersOfPart(part, draft.sources),
        materials: ofPart(draft.materials),
        certificates: ofPart(draft.certificates),
        promises: ofPart(draft.promises),
        // A part with which credit has nothing to do says nothing of it.
        verifications: item.credit === undefined ? [] : (draft.verifications ?? []),
      };
      const sealed = await filing.seal(own, answers, key, membership);
      numbers.set(item.code, sealed.receipt.receiptNumber);
      parts.push({ part, own, sealed });
    }
    return parts;
  };

  const keep = (
    { visitId, person, package: { code } }: PackageDraft,
    number: string,
    parts: readonly SealedPart[],
  ) =>
    database.transaction((unit) => {
      const { pseudonym } = person;
      const groups = orderedGroups(parts.map(({ part }) => part));
      for (const { part, own, sealed } of parts) {
        const { outside, body, materials } = sealed;
        const first = parts.find((one) => one.part.item.code === groups.get(part.item.code));
        const kept = unit.applications.file({
          ...outside,
          visitId,
          holderPseudonym: pseudonym,
          body,
          materials,
          groupId: first?.sealed.receipt.key ?? outside.key,
        });
        if (!kept.ok) return kept;
        notePromises(unit, outside, own.promises);
        unit.audit.append(
          accountEntry(accountOf(person), {
            action: 'application.filed',
            subject: outside.receiptNumber,
            details: { ...filedDetails(own, sealed), package: number },
          }),
        );
      }
      unit.audit.append(
        accountEntry(accountOf(person), {
          action: 'package.filed',
          subject: number,
          details: { package: code, applications: parts.length },
        }),
      );
      return { ok: true } as const;
    });

  const toReceipt = ({ item }: PackageDraft, { part, own, sealed }: SealedPart): PartReceipt => ({
    item: part.item,
    key: sealed.receipt.key,
    receiptNumber: sealed.receipt.receiptNumber,
    // In the words of the joint form, in which they were made.
    promises: promisedMaterials(item, own.promises),
  });

  return async (draft) => {
    const now = current(draft);
    if (JSON.stringify(now) !== JSON.stringify(draft.package)) {
      return now === undefined
        ? { outcome: 'item-changed', item: null }
        : { outcome: 'item-changed', item: jointItem(now), package: now };
    }
    const { item, person } = draft;
    if (person.assuranceLevel < item.assuranceLevel) {
      return { outcome: 'identity-not-assured', level: person.assuranceLevel, item };
    }
    const obstacle = agencyObstacleToAny(
      person,
      draft.package.parts.map((part) => part.item),
    );
    if (obstacle !== null) return { outcome: 'agency-refused', reason: obstacle };
    const fields = missingFields(item, draft.answers);
    if (fields.length > 0) return { outcome: 'answers-missing', fields };
    const materials = missingMaterials(item, draft);
    if (materials.length > 0) return { outcome: 'materials-missing', materials };
    const available = filing.availability();
    const key = filing.sealingKey();
    if (available !== 'possible' || key === null) {
      return { outcome: 'cannot-file', reason: available === 'possible' ? 'cannot-file-yet' : available };
    }
    let reason = '';
    for (let attempt = 0; attempt < receiptNumbersTried; attempt += 1) {
      const filedAt = Math.round(platformTime.now());
      const number = receiptNumber(options.stationCode, filedAt, options.randomBytes);
      const parts = await sealParts(draft, number, key);
      // Sealing takes its time, in which the platform may have revoked this kiosk.
      const still = filing.availability();
      if (still !== 'possible') return { outcome: 'cannot-file', reason: still };
      const kept = keep(draft, number, parts);
      const [first, ...others] = parts.map((part) => toReceipt(draft, part));
      if (kept.ok && first !== undefined) {
        for (const { bytes } of draft.materials) bytes.fill(0);
        log.info('package-filed', { package: draft.package.code, applications: parts.length });
        const receipt: Receipt = {
          key: options.newId(),
          receiptNumber: number,
          filedAt,
          promises: promisedMaterials(item, draft.promises),
          parts: [first, ...others],
        };
        return { outcome: 'filed', receipt };
      }
      reason = kept.ok ? 'package-without-parts' : kept.reason;
      if (reason !== 'receipt-number-taken') break;
    }
    log.error('not-recorded', { action: 'package.filed', reason });
    return { outcome: 'not-recorded', reason };
  };
};
