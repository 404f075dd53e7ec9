import { platformSourcesOf } from '../../../platform/contract/application-form/field-sources.ts';
import type { ApplicationItem, FormField } from '../../../platform/contract/catalogue.ts';
import type { KnownAnswer } from '../../../platform/contract/known-answers.ts';
import { type ChosenPackage, questionName } from '../../../platform/contract/packages/joint-form.ts';
import type { KnownForm, ToldOfForm } from '../known-answers/ask-known-answers.ts';
import type { IdentifiedPerson } from './visit-types.ts';

/** What came of asking the platform what is known for the open form. */
export type KnownForVisit =
  | { readonly state: 'told'; readonly answers: readonly KnownAnswer[] }
  /** The resident fills in without. */
  | { readonly state: 'declined' }
  /** The platform did not say. */
  | { readonly state: 'not-told' };

interface ChosenForm {
  readonly application: ApplicationItem | null;
  readonly package: ChosenPackage | null;
}

/** Whether the platform may know an answer to this question. */
export const mayBeKnown = (field: FormField): boolean => platformSourcesOf(field).length > 0;

/** The questions to which the platform may know an answer; none where nothing is applied for. */
export const knowableFields = ({ application }: Pick<ChosenForm, 'application'>): readonly FormField[] =>
  (application?.form.fields ?? []).filter(mayBeKnown);

/** The forms for which the platform is asked: the item's own, of a package those of its items that ask for something known. */
export const knownFormsOf = (chosen: ChosenForm): readonly KnownForm[] => {
  const { application, package: together } = chosen;
  const knowable = new Set(knowableFields(chosen).map(({ name }) => name));
  if (application === null || knowable.size === 0) return [];
  if (together === null) return [{ item: application.code, formVersion: application.form.version }];
  return together.parts
    .filter((part) => part.item.form.fields.some(({ name }) => knowable.has(questionName(part, name))))
    .map(({ item }) => ({ item: item.code, formVersion: item.form.version }));
};

/** What was told, under the names by which the open form asks. */
export const toldUnderNames = (
  { package: together }: Pick<ChosenForm, 'package'>,
  told: readonly ToldOfForm[],
): readonly KnownAnswer[] =>
  told.flatMap(({ item, answers }) => {
    const part = together?.parts.find((one) => one.item.code === item);
    return part === undefined
      ? answers
      : answers.map((answer) => ({ ...answer, field: questionName(part, answer.field) }));
  });

/** A card and its chip; a QR code opens nothing of what a person has said. */
const cardLevel = 2;

interface FormOfVisit extends ChosenForm {
  readonly person: IdentifiedPerson | null;
  readonly known: KnownForVisit | null;
}

/** Whether the platform would tell what is known for the open form: to the person alone, never to an agent. */
export const mayKnow = (visit: FormOfVisit): boolean =>
  visit.person !== null &&
  visit.person.agency === undefined &&
  visit.person.assuranceLevel >= cardLevel &&
  knownFormsOf(visit).length > 0;

/** Whether an answer to this question might be known, and nobody could be asked for want of a line. */
export const isNotLookedUp = (visit: FormOfVisit, field: FormField): boolean =>
  mayBeKnown(field) && mayKnow(visit) && (visit.known === null || visit.known.state === 'not-told');
