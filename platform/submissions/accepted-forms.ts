import type { PlatformClock } from '../clock.ts';
import type { AgencyWay } from '../contract/agency-way.ts';
import { assuranceLevelSchema } from '../contract/certificate/claims.ts';
import type { ApplicationItem, Catalogue } from '../contract/catalogue.ts';
import type { CreditRule } from '../contract/credit.ts';
import type { Policy } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What the platform takes for an item. */
export interface AcceptedForm {
  /** The version of the form that is filled in now. */
  readonly version: number;
  /** That, and the earlier ones that are still taken. */
  readonly versions: ReadonlySet<number>;
  /** Of the identification, for that version. */
  readonly assuranceLevel: ApplicationItem['assuranceLevel'];
  /** By which ways it is taken from agents; absent: from the person alone. */
  readonly agency?: readonly AgencyWay[];
  /** What credit has to do with it; absent: nothing. */
  readonly credit?: CreditRule;
}

/** By code of the item, and by version of its form: the assurance level that an application needs. */
export type AcceptedLevels = ReadonlyMap<string, ReadonlyMap<number, ApplicationItem['assuranceLevel']>>;

/** By code of the item. */
export type AcceptedForms = ReadonlyMap<string, AcceptedForm>;

/** Earlier versions of forms by code of the item: kiosks without a line may still hand them in. */
export type EarlierForms = Readonly<Record<string, readonly number[]>>;

/** The forms of the catalogue, and earlier versions of them that are still taken. */
export const acceptedForms = (catalogue: Catalogue, earlier: EarlierForms): AcceptedForms =>
  new Map(
    catalogue.applications.map(({ code, form, assuranceLevel, agency, credit }) => [
      code,
      {
        version: form.version,
        versions: new Set([...(earlier[code] ?? []), form.version]),
        assuranceLevel,
        ...(agency === undefined ? {} : { agency }),
        ...(credit === undefined ? {} : { credit }),
      },
    ]),
  );

/** The confirmations of policies that pay without being applied for: forms without a question. */
export const grantForms = (policies: readonly Policy[]): AcceptedForms =>
  new Map(
    policies.flatMap(({ code, grant }) =>
      grant === null
        ? []
        : [
            [
              code,
              {
                version: grant.formVersion,
                versions: new Set([grant.formVersion]),
                assuranceLevel: grant.assuranceLevel,
                ...(grant.agency === undefined ? {} : { agency: grant.agency }),
              },
            ] as const,
          ],
    ),
  );

const levelsOf = (
  rows: readonly { readonly item: string; readonly form_version: number; readonly assurance_level: number }[],
): AcceptedLevels => {
  const levels = new Map<string, Map<number, ApplicationItem['assuranceLevel']>>();
  for (const { item, form_version, assurance_level } of rows) {
    const versions = levels.get(item) ?? new Map();
    levels.set(item, versions.set(form_version, assuranceLevelSchema.parse(assurance_level)));
  }
  return levels;
};

/**
 * Writes down what is taken from now on; in the transaction that publishes the catalogue. Of an earlier version of a form
 * what was asked for when it was the current one still counts: a kiosk without a line has not heard of anything else.
 */
export const recordAcceptedForms = async (
  transaction: PlatformTransaction,
  forms: AcceptedForms,
): Promise<void> => {
  const before = levelsOf(await transaction.selectFrom('accepted_forms').selectAll().execute());
  const rows = [...forms].flatMap(
    ([item, { version, versions, assuranceLevel, agency = [], credit = null }]) =>
      [...versions].map((each) => ({
        item,
        form_version: each,
        assurance_level: (each === version ? undefined : before.get(item)?.get(each)) ?? assuranceLevel,
        agency: [...agency],
        credit,
      })),
  );
  await transaction.deleteFrom('accepted_forms').execute();
  if (rows.length > 0) {
    await transaction.insertInto('accepted_forms').values(rows).execute();
  }
};

/** What the platform takes, whichever of its instances published it. */
export interface FormBook {
  /** As it was a few seconds ago at most. */
  recent(): Promise<AcceptedLevels>;
  /** As it is now: a refusal is final, so that it is looked up before. */
  current(): Promise<AcceptedLevels>;
}

/** How long what was read counts, milliseconds. */
const freshFor = 5_000;

export const openFormBook = (database: PlatformDatabase, clock: PlatformClock): FormBook => {
  let kept: { readonly forms: Promise<AcceptedLevels>; readonly readAt: number } | undefined;

  const read = async (): Promise<AcceptedLevels> =>
    levelsOf(await database.selectFrom('accepted_forms').selectAll().execute());

  const current = (): Promise<AcceptedLevels> => {
    const forms = read();
    kept = { forms, readAt: clock.now() };
    forms.catch(() => {
      kept = undefined;
    });
    return forms;
  };

  return {
    current,
    recent() {
      const age = kept === undefined ? freshFor : Math.abs(clock.now() - kept.readAt);
      return kept === undefined || age >= freshFor ? current() : kept.forms;
    },
  };
};
