import type { Conditions } from '../application-form/conditions.ts';
import type { ItemMaterial } from '../application-form/material.ts';
import type { ApplicationItem, FormField } from '../catalogue.ts';
import type { PackagePart, ServicePackage } from './service-package.ts';

/** An item of a package that is, or can be, handed in with it. */
export interface Part extends Pick<PackagePart, 'need' | 'dependsOn' | 'asks'> {
  readonly item: ApplicationItem;
}

/** A package whose parts are known, each after those that it depends on. */
export interface KnownPackage extends Omit<ServicePackage, 'parts'> {
  readonly parts: readonly Part[];
}

/** A package with the parts that a resident takes, what is required among them. */
export type ChosenPackage = KnownPackage;

/** Name under which the joint form asks for a field of a part. */
export const questionName = ({ asks }: Pick<Part, 'asks'>, field: string): string =>
  (Object.hasOwn(asks, field) ? asks[field] : undefined) ?? field;

/** The same situation in the names of the joint form. */
const jointConditions = (
  part: Pick<Part, 'asks'>,
  conditions: Conditions | undefined,
): Conditions | undefined => conditions?.map(({ field, is }) => ({ field: questionName(part, field), is }));

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is asked for in the same situation by both stays so; otherwise it is asked for always, and each part takes what it wants. */
const inJointSituation = <Wanted extends { readonly when?: Conditions | undefined }>(
  one: Wanted,
  other: Wanted,
): Wanted => {
  if (sameText(one.when, other.when)) return one;
  const { when: _when, ...always } = one;
  return always as Wanted;
};

/**
 * One question for two fields that are asked under the same name: what it takes, both take. Null where they are unequal:
 * another kind, other options, or lengths that no answer fits. What is known answers it only where it does for both.
 */
export const jointField = (first: FormField, other: FormField): FormField | null => {
  const one = inJointSituation(first, other);
  switch (one.kind) {
    case 'yes-no':
      return other.kind === 'yes-no' ? one : null;
    case 'choice': {
      if (other.kind !== 'choice') return null;
      const codes = new Set(other.options.map(({ code }) => code));
      const same = one.options.length === codes.size && one.options.every(({ code }) => codes.has(code));
      return same ? one : null;
    }
    case 'digits':
    case 'text': {
      if (other.kind !== one.kind) return null;
      const minimumLength = Math.max(one.minimumLength, other.minimumLength);
      const maximumLength = Math.min(one.maximumLength, other.maximumLength);
      if (minimumLength > maximumLength) return null;
      const joint = { ...one, minimumLength, maximumLength };
      if (!sameText(joint.from, other.from)) delete joint.from;
      if (joint.means !== other.means) delete joint.means;
      return joint;
    }
  }
};

/** The questions of these parts, each once, where it is first needed; or the name under which unequal ones are asked. */
export const jointFields = (
  parts: readonly Part[],
):
  | { readonly ok: true; readonly fields: readonly FormField[] }
  | { readonly ok: false; readonly name: string } => {
  const questions = new Map<string, FormField>();
  for (const part of parts) {
    for (const field of part.item.form.fields) {
      const name = questionName(part, field.name);
      const when = jointConditions(part, field.when);
      const own: FormField = { ...field, name, ...(when === undefined ? {} : { when }) };
      const asked = questions.get(name);
      const joint = asked === undefined ? own : jointField(asked, own);
      if (joint === null) return { ok: false, name };
      questions.set(name, joint);
    }
  }
  return { ok: true, fields: [...questions.values()] };
};

/**
 * Whether one page does for both: handed in in the same ways, and where they want it in different situations nobody is held
 * up for a page that no item asks for.
 */
const goTogether = (one: ItemMaterial, other: ItemMaterial): boolean =>
  sameText(one.ways, other.ways) &&
  (sameText(one.when, other.when) ||
    [one, other].every(({ required }) => !required) ||
    [one, other].some(({ required, when }) => required && when === undefined));

/** The materials of these parts, each once; or the code of one that two parts want in other ways or other situations. */
export const jointMaterials = (
  parts: readonly Part[],
):
  | { readonly ok: true; readonly materials: readonly ItemMaterial[] }
  | { readonly ok: false; readonly name: string } => {
  const materials = new Map<string, ItemMaterial>();
  for (const part of parts) {
    for (const material of part.item.materials ?? []) {
      const { code } = material;
      const when = jointConditions(part, material.when);
      const own: ItemMaterial = { ...material, ...(when === undefined ? {} : { when }) };
      const wanted = materials.get(code);
      if (wanted !== undefined && !goTogether(wanted, own)) return { ok: false, name: code };
      materials.set(
        code,
        wanted === undefined
          ? own
          : { ...inJointSituation(wanted, own), required: wanted.required || own.required },
      );
    }
  }
  return { ok: true, materials: [...materials.values()] };
};

/**
 * What the resident takes: what is required, what was chosen, and whatever those depend on; with the promise for that.
 *
 * @param chosen codes of items; others than those of the package change nothing
 */
export const chosenPackage = (whole: KnownPackage, chosen: readonly string[]): ChosenPackage => {
  const taken = new Set(chosen);
  for (const { item, need } of whole.parts) if (need === 'required') taken.add(item.code);
  // Each part stands after those that it depends on.
  for (const { item, dependsOn } of whole.parts.toReversed()) {
    if (taken.has(item.code)) for (const code of dependsOn) taken.add(code);
  }
  const parts = whole.parts.filter(({ item }) => taken.has(item.code));
  // Nobody waits longer with the package than for its items one after the other.
  const oneByOne = parts.reduce((days, { item }) => days + item.promisedWorkingDays, 0);
  const promisedWorkingDays =
    parts.length === 0 ? whole.promisedWorkingDays : Math.min(whole.promisedWorkingDays, oneByOne);
  return { ...whole, promisedWorkingDays, parts };
};

/**
 * What is chosen after a part was taken along or left out: whatever a part depends on comes with it, and goes with whatever
 * depends on it.
 */
export const chosenAfter = (
  whole: KnownPackage,
  chosen: readonly string[],
  { item, on }: { readonly item: string; readonly on: boolean },
): readonly string[] => {
  if (on) {
    return chosenPackage(whole, [...chosen, item])
      .parts.filter(({ need }) => need === 'chosen')
      .map((part) => part.item.code);
  }
  const left = new Set([item]);
  // Each part stands after those that it depends on.
  for (const part of whole.parts) {
    if (part.dependsOn.some((code) => left.has(code))) left.add(part.item.code);
  }
  return chosen.filter((code) => !left.has(code));
};

/**
 * The joint form as if it were one item's: named as the package, asking each question and material once, for the surest
 * identification that one of the parts asks for.
 *
 * @throws Error when two fields do not go together, which `judgePackage` has ruled out
 */
export const jointItem = (chosen: ChosenPackage): ApplicationItem => {
  const [first] = chosen.parts;
  const joint = jointFields(chosen.parts);
  const together = jointMaterials(chosen.parts);
  if (first === undefined || !joint.ok || !together.ok) throw new Error('a package that was not judged');
  const { code, everydayName, officialName, description, icon, promisedWorkingDays } = chosen;
  const levels = chosen.parts.map(({ item }) => item.assuranceLevel).toSorted();
  return {
    code,
    everydayName,
    officialName,
    description,
    department: first.item.department,
    icon,
    assuranceLevel: levels.at(-1) ?? first.item.assuranceLevel,
    form: { version: 1, fields: [...joint.fields] },
    ...(together.materials.length === 0 ? {} : { materials: [...together.materials] }),
    promisedWorkingDays,
  };
};

/** The answers of the joint form that a part's own form asks for, under its own names. */
export const answersOfPart = <Answer>(
  part: Part,
  answers: Readonly<Record<string, Answer>>,
): Readonly<Record<string, Answer>> =>
  Object.fromEntries(
    part.item.form.fields.flatMap(({ name }) => {
      const question = questionName(part, name);
      const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
      return answer === undefined ? [] : [[name, answer]];
    }),
  );

/** The parts that a material of the joint form is for. */
export const partsWanting = ({ parts }: ChosenPackage, material: string): readonly Part[] =>
  parts.filter(({ item }) => item.materials?.some(({ code }) => code === material));

/** The parts that a question of the joint form is asked for. */
export const partsAsking = ({ parts }: ChosenPackage, question: string): readonly Part[] =>
  parts.filter((part) => part.item.form.fields.some(({ name }) => questionName(part, name) === question));
