import type { PlatformClock } from '../clock.ts';
import type { AgencyWay } from '../contract/agency-way.ts';
import { assuranceLevelSchema } from '../contract/certificate/claims.ts';
import type { ApplicationItem, Catalogue } from '../contract/catalogue.ts';
import type { CreditRule } from '../contract/credit.ts';
import type { Policy } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What the platform takes for an item. */
export interface AcceptedForm {
  readonly versions: ReadonlySet<number>;
  readonly assuranceLevel: ApplicationItem['assuranceLevel'];
  /** By which ways it is taken from agents; absent: from the person alone. */
  readonly agency?: readonly AgencyWay[];
  /** What credit has to do with it; absent: nothing. */
  readonly credit?: CreditRule;
}

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
                versions: new Set([grant.formVersion]),
                assuranceLevel: grant.assuranceLevel,
                ...(grant.agency === undefined ? {} : { agency: grant.agency }),
              },
            ] as const,
          ],
    ),
  );

/** Writes down what is taken from now on; in the transaction that publishes the catalogue. */
export const recordAcceptedForms = async (
  transaction: PlatformTransaction,
  forms: AcceptedForms,
): Promise<void> => {
  const rows = [...forms].flatMap(([item, { versions, assuranceLevel, agency = [], credit = null }]) =>
    [...versions].map((version) => ({
      item,
      form_version: version,
      assurance_level: assuranceLevel,
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
  recent(): Promise<AcceptedForms>;
  /** As it is now: a refusal is final, so that it is looked up before. */
  current(): Promise<AcceptedForms>;
}

/** How long what was read counts, milliseconds. */
const freshFor = 5_000;

export const openFormBook = (database: PlatformDatabase, clock: PlatformClock): FormBook => {
  let kept: { readonly forms: Promise<AcceptedForms>; readonly readAt: number } | undefined;

  const read = async (): Promise<AcceptedForms> => {
    const rows = await database.selectFrom('accepted_forms').selectAll().execute();
    const forms = new Map<string, AcceptedForm>();
    for (const { item, form_version, assurance_level } of rows) {
      const versions = new Set([...(forms.get(item)?.versions ?? []), form_version]);
      forms.set(item, { versions, assuranceLevel: assuranceLevelSchema.parse(assurance_level) });
    }
    return forms;
  };

  const current = (): Promise<AcceptedForms> => {
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
