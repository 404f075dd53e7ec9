import type { MaterialView } from '../../../electron/contract/material.ts';
import type { QuestionView } from '../../../electron/contract/question.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { fixtureApplications } from './filing-snapshots.ts';
import { counting, resident, snapshotOf } from './snapshot-of.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const found = fixtureApplications.find(({ code }) => code === 'disability-subsidies');
if (!found) throw new Error('no fixture of disability-subsidies');
const item = found;

const card: MaterialView = {
  code: 'disability-card',
  name: both('残疾人证', 'Disability card'),
  hint: both('写着级别的那一页', 'The page with the level'),
  required: true,
  provided: null,
  pages: 0,
  dueOn: null,
};
const booklet: MaterialView = {
  ...card,
  code: 'household-booklet',
  name: both('户口簿', 'Household booklet'),
  hint: null,
};
const allowance: MaterialView = {
  ...card,
  code: 'minimum-allowance-card',
  name: both('低保证', 'Minimum living allowance card'),
  hint: null,
};
const bankCard: MaterialView = {
  ...card,
  code: 'bank-card-page',
  name: both('银行卡或社保卡正面', 'Front of the bank or social security card'),
  hint: null,
  required: false,
};

const provided: readonly MaterialView[] = [
  { ...card, provided: 'capture', pages: 2 },
  { ...booklet, provided: 'certificate' },
  { ...allowance, provided: 'later', dueOn: '2026-12-04' },
  bankCard,
];

const materials = {
  screen: 'materials',
  item,
  materials: [card, booklet, allowance, bankCard],
  complete: false,
} satisfies ViewSnapshot['visit'];

const material = {
  screen: 'material',
  item,
  material: booklet,
  ways: [
    { way: 'certificate', kind: 'household-booklet' },
    { way: 'capture', possible: true, pagesAtMost: 3 },
    { way: 'later', workingDays: 5 },
  ],
} satisfies ViewSnapshot['visit'];

const capture = {
  screen: 'capture',
  material: card,
  step: 'live',
  look: 3,
  fault: null,
  page: 1,
  pagesAtMost: 1,
} as const satisfies ViewSnapshot['visit'];

const address: QuestionView = {
  kind: 'text',
  name: 'address',
  label: both('现在住在哪里', 'Where do you live now'),
  hint: both('写到门牌号，工作人员会上门看看', 'With the house number: somebody will call on you'),
  minimumLength: 4,
  maximumLength: 60,
  answer: null,
};

/** The screens of prefilled answers, materials and promises. */
export const materialSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'question-prefilled': snapshotOf(
    {
      screen: 'question',
      item,
      question: address,
      number: 5,
      questions: 7,
      revising: false,
      prefilled: { masked: '湖南省************', source: 'id-card' },
      notLookedUp: false,
    },
    counting,
  ),
  materials: snapshotOf(materials, counting),
  'materials-complete': snapshotOf({ ...materials, materials: [...provided], complete: true }, counting),
  material: snapshotOf(material, counting),
  'material-without-camera': snapshotOf(
    {
      ...material,
      material: { ...card, provided: 'later', dueOn: '2026-12-04' },
      ways: [
        { way: 'capture', possible: false, pagesAtMost: 1 },
        { way: 'later', workingDays: 10 },
      ],
    },
    counting,
  ),
  'capture-live': snapshotOf(capture, counting),
  'capture-taken': snapshotOf({ ...capture, step: 'taken' }, counting),
  'capture-live-second': snapshotOf({ ...capture, page: 2, pagesAtMost: 5 }, counting),
  'capture-taken-second': snapshotOf({ ...capture, step: 'taken', page: 2, pagesAtMost: 5 }, counting),
  'capture-fault': snapshotOf({ ...capture, fault: 'busy' }, counting),
  promise: snapshotOf(
    { screen: 'promise', item, resident, material: card, workingDays: 10, dueOn: '2026-12-04' },
    counting,
  ),
  'review-materials': snapshotOf(
    {
      screen: 'review',
      item,
      resident,
      answers: [
        { ...address, name: 'birthDate', label: both('出生日期', 'Date of birth'), answer: '****-**-**' },
        { ...address, answer: '湖南省************' },
        {
          ...address,
          name: 'carerName',
          label: both('照顾您的人叫什么', 'Name of the person who cares for you'),
          answer: '林**',
        },
      ],
      provenance: {
        birthDate: { source: 'id-card', canChange: false },
        address: { source: 'id-card', canChange: true },
        carerName: { source: 'resident', canChange: true },
      },
      materials: [...provided.slice(0, 3)],
    },
    counting,
  ),
  'receipt-promises': snapshotOf(
    {
      screen: 'receipt',
      item,
      enterprise: null,
      receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
      filedAt: Date.UTC(2026, 10, 20, 8, 1),
      delivery: 'received',
      promises: [
        { name: card.name, dueOn: '2026-12-04' },
        { name: booklet.name, dueOn: '2026-11-27' },
      ],
      print: 'not-asked',
      printerProblem: null,
    },
    { timeLeft: counting.timeLeft },
  ),
};
