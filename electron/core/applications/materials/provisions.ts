import { inSituation } from '../../../../platform/contract/application-form/conditions.ts';
import {
  type ItemMaterial,
  type MaterialWay,
  pagesAtMost,
} from '../../../../platform/contract/application-form/material.ts';
import type { ApplicationItem } from '../../../../platform/contract/catalogue.ts';
import type { SealedApplication } from '../../../../platform/contract/sealed-application.ts';
import type { HeldCertificateKind } from '../../../../platform/contract/library.ts';
import type { WorkingCalendar } from '../../../../platform/contract/working-days.ts';
import { chinaDayOf } from '../../staff-mode/china-time.ts';
import type { ApplicationMaterial, FormAnswers } from '../../session/filing-types.ts';

/** How a material is handed in. Lives in the core's memory for one visit; captured bytes are overwritten. */
export type Provision =
  | { readonly way: 'certificate'; readonly kind: HeldCertificateKind }
  /** JPEG, in their order. */
  | { readonly way: 'capture'; readonly pages: readonly Uint8Array[] }
  | {
      readonly way: 'later';
      readonly workingDays: number;
      /** YYYY-MM-DD. */
      readonly dueOn: string;
      /** By the platform's clock, milliseconds since the Unix epoch. */
      readonly agreedAt: number;
    };

/** By the code of the material. */
export type Provisions = Readonly<Record<string, Provision>>;

export const provisionOf = (provisions: Provisions, code: string): Provision | undefined =>
  Object.hasOwn(provisions, code) ? provisions[code] : undefined;

/** The materials that are asked for with these answers. */
export const askedMaterials = (
  { form, materials = [] }: ApplicationItem,
  answers: FormAnswers,
): readonly ItemMaterial[] => inSituation(materials, form.fields, answers);

/** Whether every material that is asked for and cannot be left out is there, or promised. */
export const materialsComplete = (
  item: ApplicationItem,
  answers: FormAnswers,
  provisions: Provisions,
): boolean =>
  askedMaterials(item, answers).every(
    ({ code, required }) => !required || provisionOf(provisions, code) !== undefined,
  );

/** A promise to hand something in within `workingDays` of `agreedAt`. */
export const promiseOf = (
  { workingDays }: Extract<MaterialWay, { way: 'later' }>,
  agreedAt: number,
  calendar: WorkingCalendar,
): Extract<Provision, { way: 'later' }> => ({
  way: 'later',
  workingDays,
  dueOn: calendar.addWorkingDays(chinaDayOf(agreedAt), workingDays),
  agreedAt: Math.round(agreedAt),
});

const isOffered = ({ ways }: ItemMaterial, provision: Provision): boolean =>
  ways.some((offered) => {
    if (offered.way === 'certificate')
      return provision.way === 'certificate' && provision.kind === offered.kind;
    if (offered.way === 'later')
      return (
        provision.way === 'later' &&
        (provision.workingDays === offered.workingDays ||
          provision.workingDays === offered.trustedWorkingDays)
      );
    return provision.way === 'capture' && provision.pages.length <= pagesAtMost(ways);
  });

const overwrite = (provision: Provision | undefined): void => {
  if (provision?.way === 'capture') for (const page of provision.pages) page.fill(0);
};

/** With `provision` for a material, in the place of the one before; without any where it is null. */
export const withProvision = (
  provisions: Provisions,
  code: string,
  provision: Provision | null,
): Provisions => {
  const former = provisionOf(provisions, code);
  if (former !== provision) overwrite(former);
  const { [code]: _replaced, ...others } = provisions;
  return provision === null ? others : { ...others, [code]: provision };
};

/** Of `provisions` those that are still asked for and taken so; captured pages among the others are overwritten. */
export const provisionsThatStay = (
  item: ApplicationItem,
  answers: FormAnswers,
  provisions: Provisions,
): Provisions => {
  const asked = askedMaterials(item, answers);
  return Object.fromEntries(
    Object.entries(provisions).flatMap(([code, provision]) => {
      const material = asked.find((one) => one.code === code);
      if (material && isOffered(material, provision)) return [[code, provision]];
      overwrite(provision);
      return [];
    }),
  );
};

/** Overwrites every captured page. */
export const wipeProvisions = (provisions: Provisions): void => {
  for (const provision of Object.values(provisions)) overwrite(provision);
};

/** What is handed in, as an application has it, in the order of the item's materials. */
export const handedIn = (
  item: ApplicationItem,
  answers: FormAnswers,
  provisions: Provisions,
): {
  readonly materials: readonly ApplicationMaterial[];
  readonly certificates: SealedApplication['certificates'];
  readonly promises: SealedApplication['promises'];
} => {
  const given = askedMaterials(item, answers).flatMap(({ code }) => {
    const provision = provisionOf(provisions, code);
    return provision ? [{ code, provision }] : [];
  });
  return {
    materials: given.flatMap(({ code, provision }) =>
      provision.way === 'capture'
        ? provision.pages.map((bytes) => ({ code, mediaType: 'image/jpeg' as const, bytes }))
        : [],
    ),
    certificates: given.flatMap(({ code, provision }) =>
      provision.way === 'certificate' ? [{ code, kind: provision.kind }] : [],
    ),
    promises: given.flatMap(({ code, provision }) => {
      if (provision.way !== 'later') return [];
      const { workingDays, dueOn, agreedAt } = provision;
      return [{ code, workingDays, dueOn, agreedAt }];
    }),
  };
};
