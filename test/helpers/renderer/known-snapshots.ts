import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { fixtureApplications } from './filing-snapshots.ts';
import { counting, resident, snapshotOf } from './snapshot-of.ts';

const item = fixtureApplications.find(({ code }) => code === 'disability-subsidies');
if (!item) throw new Error('no fixture of disability-subsidies');

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const labels = {
  address: both('现在住在哪里', 'Where do you live now'),
  account: both('收款的卡号', 'Number of the card that the money goes to'),
  phone: both('联系电话', 'Telephone number'),
};

const consent = {
  screen: 'knownConsent',
  item,
  resident,
  questions: [labels.address, labels.account, labels.phone],
  certificates: ['household-booklet'],
  earlierFilings: true,
  asking: false,
} as const;

const account = {
  name: 'account',
  label: labels.account,
  hint: both(
    '社保卡或银行卡上的那一长串数字，要用本人的卡',
    'The long number on your social security or bank card; it must be your own',
  ),
  kind: 'digits',
  minimumLength: 12,
  maximumLength: 19,
  answer: null,
} as const;
const phone = {
  ...account,
  name: 'phone',
  label: labels.phone,
  hint: both('办好了打这个电话告诉您', 'We call this number when it is done'),
  minimumLength: 7,
  maximumLength: 12,
} as const;
const address = {
  name: 'address',
  label: labels.address,
  hint: null,
  kind: 'text',
  minimumLength: 4,
  maximumLength: 60,
  answer: null,
} as const;
const ofFiling = { earlierFiling: both('领高龄津贴', 'Old-age allowance'), filedOn: '2026-03-02' };
const ofBooklet = { certificate: 'household-booklet', validFrom: '2015-11-01' } as const;

const asked = { screen: 'question', item, number: 6, questions: 8, revising: false } as const;

/** What is known for a form: asked for, told with its source, kept or not, and without a line. */
export const knownSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'known-consent': snapshotOf(
    { ...consent, questions: [...consent.questions], certificates: [...consent.certificates] },
    counting,
  ),
  'known-asking': snapshotOf({
    ...consent,
    questions: [...consent.questions],
    certificates: [...consent.certificates],
    asking: true,
  }),
  'question-known-filing': snapshotOf(
    {
      ...asked,
      question: account,
      prefilled: { masked: '621**************26', source: ofFiling },
      notLookedUp: false,
    },
    counting,
  ),
  'question-known-certificate': snapshotOf(
    {
      ...asked,
      question: address,
      prefilled: { masked: '潇湘市**************', source: ofBooklet },
      notLookedUp: false,
    },
    counting,
  ),
  'question-not-looked-up': snapshotOf(
    { ...asked, question: phone, prefilled: null, notLookedUp: true },
    counting,
  ),
  'question-text-not-looked-up': snapshotOf(
    { ...asked, question: address, prefilled: null, notLookedUp: true },
    counting,
  ),
  'review-known': snapshotOf(
    {
      screen: 'review',
      item,
      resident,
      answers: [
        { ...address, answer: '潇湘市**************' },
        { ...account, answer: '621**************26' },
        { ...account, name: 'phone', label: labels.phone, hint: null, answer: '139******51' },
      ],
      provenance: {
        address: { source: ofBooklet, canChange: true },
        account: { source: ofFiling, canChange: true },
        phone: { source: 'resident', canChange: true },
      },
      materials: [],
    },
    counting,
  ),
};
