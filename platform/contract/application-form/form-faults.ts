import type { Conditions } from './conditions.ts';
import type { ItemMaterial } from './material.ts';

/** A field as far as it has to fit the others (catalogue.ts, which asks here whether a form is whole). */
type FieldPart = { readonly name: string; readonly when?: Conditions | undefined } & (
  | { readonly kind: 'choice'; readonly options: readonly { readonly code: string }[] }
  | { readonly kind: 'yes-no' }
  | {
      readonly kind: 'digits' | 'text';
      readonly minimumLength: number;
      readonly maximumLength: number;
    }
);

/** What a form is made of, as far as its parts have to fit together. */
interface FormParts {
  readonly fields: readonly FieldPart[];
  readonly materials: readonly ItemMaterial[];
}

/** Whether `field` may ever have this answer; only a choice and a yes or no describe a situation. */
const takes = (field: FieldPart, value: string | boolean): boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options.some(({ code }) => code === value);
    case 'yes-no':
      return typeof value === 'boolean';
    case 'digits':
    case 'text':
      return false;
  }
};

const faultsOfConditions = (
  who: string,
  conditions: Conditions | undefined,
  earlier: readonly FieldPart[],
): readonly string[] =>
  (conditions ?? []).flatMap(({ field: name, is }) => {
    const field = earlier.find((one) => one.name === name);
    if (field === undefined) return [`${who} depends on ${name}, which is no field before it`];
    return is
      .filter((value) => !takes(field, value))
      .map((value) => `${who} depends on an answer ${value} that ${name} never has`);
  });

const twins = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

/**
 * Why the parts of a form do not fit together, in words for whoever wrote it; none when they do. Whatever is answered, a
 * form without faults leads on to its review.
 */
export const formFaults = ({ fields, materials }: FormParts): readonly string[] => [
  ...twins(fields.map(({ name }) => name)).map((name) => `the field ${name} is there twice`),
  ...fields.flatMap((field) =>
    'minimumLength' in field && field.minimumLength > field.maximumLength
      ? [`${field.name} takes no answer at all`]
      : [],
  ),
  ...fields.flatMap((field) =>
    field.kind === 'choice'
      ? twins(field.options.map(({ code }) => code)).map((code) => `${field.name} has ${code} twice`)
      : [],
  ),
  ...fields.flatMap((field, index) => faultsOfConditions(field.name, field.when, fields.slice(0, index))),
  ...twins(materials.map(({ code }) => code)).map((code) => `the material ${code} is there twice`),
  ...materials.flatMap(({ code, ways }) =>
    twins(ways.map(({ way }) => way)).map((way) => `the material ${code} has the way ${way} twice`),
  ),
  ...materials.flatMap(({ code, when }) => faultsOfConditions(`the material ${code}`, when, fields)),
];
