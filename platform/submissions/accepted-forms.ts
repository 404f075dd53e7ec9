import type { ApplicationItem, Catalogue } from '../contract/catalogue.ts';

/** What the platform takes for an item. */
export interface AcceptedForm {
  readonly versions: ReadonlySet<number>;
  readonly assuranceLevel: ApplicationItem['assuranceLevel'];
}

/** By code of the item. */
export type AcceptedForms = ReadonlyMap<string, AcceptedForm>;

/** Earlier versions of forms by code of the item: kiosks without a line may still hand them in. */
export type EarlierForms = Readonly<Record<string, readonly number[]>>;

/** The forms of the catalogue, and earlier versions of them that are still taken. */
export const acceptedForms = (catalogue: Catalogue, earlier: EarlierForms): AcceptedForms =>
  new Map(
    catalogue.applications.map(({ code, form, assuranceLevel }) => [
      code,
      { versions: new Set([...(earlier[code] ?? []), form.version]), assuranceLevel },
    ]),
  );
