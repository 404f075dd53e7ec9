import type { ApplicationItem, FormField } from '../../platform/contract/catalogue.ts';
import type { KnownPackage } from '../../platform/contract/packages/joint-form.ts';
import { judgePackage } from '../../platform/contract/packages/judge-package.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });

export const digitsField = (name: string, minimumLength = 7, maximumLength = 12): FormField => ({
  kind: 'digits',
  name,
  label: both(name),
  minimumLength,
  maximumLength,
});

export const textField = (name: string): FormField => ({
  kind: 'text',
  name,
  label: both(name),
  minimumLength: 2,
  maximumLength: 20,
});

export const yesNoField = (name: string): FormField => ({ kind: 'yes-no', name, label: both(name) });

/** An item of a test, with these fields. */
export const itemOf = (
  code: string,
  fields: readonly FormField[],
  changes: Partial<ApplicationItem> = {},
): ApplicationItem => ({
  code,
  everydayName: both(`我要${code}`),
  officialName: both(code),
  description: both(`${code}的说明`),
  department: { code: `office-of-${code}`.slice(0, 40), name: both(`${code}的部门`) },
  icon: 'document',
  assuranceLevel: 2,
  form: { version: 1, fields: [...fields] },
  promisedWorkingDays: 5,
  ...changes,
});

/** 开店：a licence, a permit and a sign that follow it; name and telephone are asked once. */
export const shopItems = [
  itemOf('licence', [textField('shopName'), digitsField('phone')]),
  itemOf('permit', [textField('shopName'), yesNoField('hasKitchen'), digitsField('phone', 8, 11)]),
  itemOf('sign', [textField('shopName'), yesNoField('isLit')]),
] as const;

/** The package of these items as a catalogue has it; `changes` go over it as they are. */
export const shopPackage = (changes: Readonly<Record<string, unknown>> = {}) => ({
  code: 'opening-shop',
  everydayName: both('我要开店'),
  officialName: both('开办店铺一件事'),
  description: both('填一张表一起办'),
  icon: 'wallet',
  lifeEvent: 'business',
  promisedWorkingDays: 8,
  parts: [
    { item: 'licence', need: 'required', dependsOn: [] },
    { item: 'permit', need: 'required', dependsOn: ['licence'] },
    { item: 'sign', need: 'chosen', dependsOn: ['licence'] },
  ],
  ...changes,
});

/** The same, judged. */
export const knownShop = (): KnownPackage => {
  const judged = judgePackage(shopPackage(), shopItems);
  if (!judged.ok) throw new Error(judged.fault);
  return judged.known;
};

/** What is answered to the joint form of all of it. */
export const shopAnswers = {
  shopName: '小林理发店',
  phone: '13907315566',
  hasKitchen: false,
  isLit: true,
} as const;
