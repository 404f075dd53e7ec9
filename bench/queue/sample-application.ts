import type { ApplicationDraft, FormAnswers } from '../../electron/core/session/filing-types.ts';
import type { ApplicationItem } from '../../platform/contract/catalogue.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';

/** What is filed in this bench has so many plain bytes. */
export const plainBytes = 2_048;

/** Bytes of a filed application besides its long answer, as JSON in UTF-8. */
const otherBytes = 535;

const both = (text: string) => ({ 'zh-CN': text, en: text });

/** 高龄津贴 of the platform's catalogue by its code and the version of its form, with one long answer. */
export const sampleItem: ApplicationItem = {
  code: 'elderly-allowance',
  everydayName: both('领高龄津贴'),
  officialName: both('高龄津贴申请'),
  description: both('年满八十周岁的老人每月可以领'),
  department: { code: 'xiaoxiang-civil-affairs', name: both('潇湘市民政局') },
  icon: 'users',
  assuranceLevel: 2,
  form: {
    version: 1,
    fields: [
      {
        kind: 'digits',
        name: 'longAnswer',
        label: both('一个长的回答'),
        hint: both('一个长的回答'),
        minimumLength: 1,
        maximumLength: 4_000,
      },
    ],
  },
  promisedWorkingDays: 15,
};

export const sampleAnswers: FormAnswers = { longAnswer: '7'.repeat(plainBytes - otherBytes) };

/** Neither materials nor promises; every answer is the resident's own. */
export const nothingElse = {
  sources: { longAnswer: 'resident' },
  materials: [],
  certificates: [],
  promises: [],
} satisfies Partial<ApplicationDraft>;

/** A synthetic person, identified. */
export const samplePerson: ApplicationDraft['person'] = {
  name: demonstrationResident.name,
  sex: demonstrationResident.sex,
  idNumber: demonstrationResident.idNumber,
  assuranceLevel: 2,
  method: 'id-card',
  pseudonym: 'a'.repeat(64),
};
