import type { ApplicationItem } from '../catalogue.ts';
import type { SealedApplication } from '../sealed-application.ts';
import { answerOf, type FormAnswers, fieldsAsked, inSituation } from './conditions.ts';
import { answerFits } from './form-answers.ts';
import { type MaterialWay, pagesAtMost } from './material.ts';

/** How what was handed in differs from what the form asks for. */
export const findingRules = [
  'answer-missing',
  'answer-not-fitting',
  'answer-not-asked',
  'source-missing',
  'material-missing',
  'material-not-asked',
  'material-twice',
  'way-not-offered',
  /** Credit stood against a promise; a kiosk without a line could not know (platform/contract/credit.ts). */
  'promise-not-open',
  /** What the kiosk says was found when it was checked is not what stands there for that time; named by the check. */
  'verification-differs',
] as const;
export type FindingRule = (typeof findingRules)[number];

export interface ApplicationFinding {
  readonly rule: FindingRule;
  /** Name of the field, code of the material, or name of the check. */
  readonly name: string;
}

/** The part of an application that a form judges. */
export interface FiledContent
  extends Pick<SealedApplication, 'answers' | 'sources' | 'certificates' | 'promises'> {
  readonly materials: readonly Pick<SealedApplication['materials'][number], 'code'>[];
}

const answersOf = ({ answers }: Pick<FiledContent, 'answers'>): FormAnswers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) =>
      typeof answer === 'string' || typeof answer === 'boolean' ? [[name, answer]] : [],
    ),
  );

const findingsOfAnswers = (
  { form: { fields } }: Pick<ApplicationItem, 'form'>,
  content: FiledContent,
): readonly ApplicationFinding[] => {
  const answers = answersOf(content);
  const asked = fieldsAsked(fields, answers);
  const names = new Set(asked.map(({ name }) => name));
  return [
    ...asked.flatMap((field): ApplicationFinding[] => {
      const answer = answerOf(answers, field.name);
      if (!Object.hasOwn(content.answers, field.name)) return [{ rule: 'answer-missing', name: field.name }];
      return answerFits(field, answer) ? [] : [{ rule: 'answer-not-fitting', name: field.name }];
    }),
    ...Object.keys(content.answers).flatMap((name): ApplicationFinding[] => [
      ...(names.has(name) ? [] : [{ rule: 'answer-not-asked', name } as const]),
      ...(Object.hasOwn(content.sources, name) ? [] : [{ rule: 'source-missing', name } as const]),
    ]),
  ];
};

/** Whether the material was handed in in this way. */
const isHandedIn = (code: string, way: MaterialWay, content: FiledContent): boolean => {
  switch (way.way) {
    case 'certificate':
      return content.certificates.some((one) => one.code === code && one.kind === way.kind);
    case 'capture':
      return content.materials.some((one) => one.code === code);
    case 'later':
      return content.promises.some(
        (one) =>
          one.code === code &&
          (one.workingDays === way.workingDays || one.workingDays === way.trustedWorkingDays),
      );
  }
};

const findingsOfMaterials = (
  { form: { fields }, materials = [] }: Pick<ApplicationItem, 'form' | 'materials'>,
  content: FiledContent,
): readonly ApplicationFinding[] => {
  const wanted = inSituation(materials, fields, answersOf(content));
  const captured = content.materials.map(({ code }) => code);
  const handedIn = [
    ...new Set(captured),
    ...[...content.certificates, ...content.promises].map(({ code }) => code),
  ];
  /** In more than one way, or by more pages than are taken. */
  const isTooMuch = (code: string): boolean =>
    handedIn.filter((one) => one === code).length > 1 ||
    captured.filter((one) => one === code).length >
      pagesAtMost(wanted.find((one) => one.code === code)?.ways ?? []);
  return [
    ...wanted.flatMap((material): ApplicationFinding[] => {
      const { code } = material;
      if (!handedIn.includes(code))
        return material.required ? [{ rule: 'material-missing', name: code }] : [];
      return material.ways.some((way) => isHandedIn(code, way, content))
        ? []
        : [{ rule: 'way-not-offered', name: code }];
    }),
    ...[...new Set(handedIn)].flatMap((code): ApplicationFinding[] => [
      ...(wanted.some((one) => one.code === code)
        ? []
        : [{ rule: 'material-not-asked', name: code } as const]),
      ...(isTooMuch(code) ? [{ rule: 'material-twice', name: code } as const] : []),
    ]),
  ];
};

/**
 * Holds what was handed in against the item that it is for: the kiosk before it files, the platform when it has opened it.
 * Nothing is found in what a kiosk of this contract filed for this version of the form.
 */
export const applicationFindings = (
  item: Pick<ApplicationItem, 'form' | 'materials'>,
  content: FiledContent,
): readonly ApplicationFinding[] => [
  ...findingsOfAnswers(item, content),
  ...findingsOfMaterials(item, content),
];
