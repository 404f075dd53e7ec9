import type { ApplicationView } from '../../../electron/contract/items.ts';
import type { QuestionView } from '../../../electron/contract/question.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { fixtureItems } from './fixture-items.ts';
import { counting, outOfPaper, resident, snapshotOf } from './snapshot-of.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

const application = (
  code: string,
  icon: ApplicationView['icon'],
  everyday: readonly [string, string],
  official: readonly [string, string],
  department: readonly [string, string],
  description: readonly [string, string],
): ApplicationView => ({
  code,
  icon,
  everydayName: both(...everyday),
  officialName: both(...official),
  department: both(...department),
  description: both(...description),
  promisedWorkingDays: 10,
});

const allowance = application(
  'elderly-allowance',
  'wallet',
  ['我年纪大了，要领高龄津贴', 'I want the allowance for people of great age'],
  ['高龄津贴申请', 'Application for the Elderly Allowance'],
  ['民政局', 'Civil Affairs Bureau'],
  [
    '满80岁的老人每月可以领。审核通过后，钱直接打到您的卡上。',
    'Paid each month to people aged 80 and over. Once approved, the money goes straight to your card.',
  ],
);

/** Things to apply for, as a city would deliver them. */
export const fixtureApplications: readonly ApplicationView[] = [
  allowance,
  application(
    'flexible-employment-registration',
    'document',
    ['我打零工、做小买卖，要登记', 'I do casual work or small trade and want to register'],
    ['灵活就业登记', 'Flexible Employment Registration'],
    ['人力资源和社会保障局', 'Human Resources and Social Security Bureau'],
    [
      '没有固定单位的人登记以后，可以自己交社保，还可以申请社保补贴。',
      'Without a fixed employer you can, once registered, pay your own social insurance and apply for a subsidy to it.',
    ],
  ),
  application(
    'senior-citizen-card',
    'users',
    ['我要办老年证', 'I want a senior citizen card'],
    ['老年人优待证办理', 'Issue of the Senior Citizen Preferential Treatment Card'],
    ['民政局', 'Civil Affairs Bureau'],
    [
      '满60岁就能办，不收钱。凭证坐公交、逛公园有优惠。',
      'For everyone aged 60 and over, free of charge. Buses and parks cost less with it.',
    ],
  ),
  application(
    'disability-subsidies',
    'heart',
    ['我要申请残疾人补贴', 'I want to apply for disability subsidies'],
    ['残疾人两项补贴资格认定申请', 'Application for the Two Subsidies for Persons with Disabilities'],
    ['民政局', 'Civil Affairs Bureau'],
    [
      '有残疾人证、家里困难或者需要人照顾的，每月可以领。两项可以一起申请。',
      'Paid each month to holders of a disability card who live in hardship or need care. You can apply for both at once.',
    ],
  ),
  application(
    'resident-medical-insurance',
    'shield',
    ['我要参加居民医保', "I want to join the residents' medical insurance"],
    ['城乡居民基本医疗保险参保登记', 'Enrolment in Basic Medical Insurance for Urban and Rural Residents'],
    ['医疗保障局', 'Healthcare Security Bureau'],
    [
      '没有单位交医保的人可以参加。登记好以后再交钱，看病住院能报销。',
      "For those without insurance through an employer. You pay after enrolment; it covers part of doctors' and hospital bills.",
    ],
  ),
];

const choiceQuestion: QuestionView = {
  kind: 'choice',
  name: 'ageBand',
  label: both('老人今年多大年纪？', 'How old is the person?'),
  hint: both('按身份证上的生日算周岁。', 'In full years, by the date on the ID card.'),
  options: [
    { code: 'eighty', label: both('八十到八十九岁', '80 to 89') },
    { code: 'ninety', label: both('九十到九十九岁', '90 to 99') },
    { code: 'hundred', label: both('一百岁以上', '100 and more') },
  ],
  answer: null,
};
const sevenOptions: QuestionView = {
  ...choiceQuestion,
  name: 'bank',
  label: both('津贴发到哪家银行的卡上？', 'To which bank should it be paid?'),
  hint: null,
  options: [
    both('农村商业银行', 'Rural Commercial Bank'),
    both('邮政储蓄银行', 'Postal Savings Bank'),
    both('农业银行', 'Agricultural Bank'),
    both('工商银行', 'Industrial and Commercial Bank'),
    both('建设银行', 'Construction Bank'),
    both('中国银行', 'Bank of China'),
    both('社保卡（还没有激活）', 'Social security card, not activated yet'),
  ].map((label, index) => ({ code: `bank-${index + 1}`, label })),
  answer: 'bank-2',
};
const yesNoQuestion: Extract<QuestionView, { kind: 'yes-no' }> = {
  kind: 'yes-no',
  name: 'livesAlone',
  label: both('老人是一个人住吗？', 'Does the person live alone?'),
  hint: null,
  words: null,
  answer: null,
};
const haveYouQuestion: QuestionView = {
  ...yesNoQuestion,
  name: 'hasEmployerInsurance',
  label: both('有单位在给您交医保吗', 'Does an employer pay medical insurance for you'),
  words: { yes: both('有', 'Yes'), no: both('没有', 'No') },
};
const textQuestion: QuestionView = {
  kind: 'text',
  name: 'address',
  label: { 'zh-CN': '现在住在哪里？', en: 'Where do you live now?' },
  hint: { 'zh-CN': '写到门牌号，决定书寄到那里。', en: 'With the house number: the decision is sent there.' },
  minimumLength: 4,
  maximumLength: 60,
  answer: null,
};
const digitsQuestion: QuestionView = {
  kind: 'digits',
  name: 'telephone',
  label: both('联系电话是多少？', 'What is your telephone number?'),
  hint: both('部门有事会打这个电话。', 'The department calls this number.'),
  minimumLength: 7,
  maximumLength: 12,
  answer: null,
};

const question = {
  screen: 'question',
  item: allowance,
  question: choiceQuestion,
  number: 1,
  questions: 4,
  revising: false,
  prefilled: null,
  notLookedUp: false,
} as const;

const review = {
  screen: 'review',
  item: allowance,
  resident,
  answers: [
    { ...choiceQuestion, answer: 'ninety' },
    { ...yesNoQuestion, answer: false },
    sevenOptions,
    { ...digitsQuestion, answer: '139******66' },
  ],
  provenance: Object.fromEntries(
    ['ageBand', 'livesAlone', 'bank', 'telephone'].map((name) => [
      name,
      { source: 'resident' as const, canChange: true },
    ]),
  ),
  materials: [],
} satisfies ViewSnapshot['visit'];

const receipt = {
  screen: 'receipt',
  item: allowance,
  enterprise: null,
  receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
  filedAt: Date.UTC(2026, 10, 20, 8, 1),
  delivery: 'waiting',
  promises: [],
  print: 'not-asked',
  printerProblem: null,
} as const satisfies ViewSnapshot['visit'];

const noBack = { timeLeft: counting.timeLeft };
const offline = {
  line: 'offline',
  queue: { pending: 3, inFlight: 0, refused: 0, lastContactAt: Date.UTC(2026, 10, 20, 5) },
} as const;
const printerStopped = [
  {
    role: 'printer',
    state: 'userError',
    reasons: [{ code: 'media-empty', severity: 'error', actor: 'staff' }],
  },
] satisfies ViewSnapshot['devices'];

const choose = {
  screen: 'choose',
  resident,
  items: fixtureItems.slice(0, 2),
  applications: [...fixtureApplications],
  filing: 'possible',
  catalogueState: 'current',
} satisfies ViewSnapshot['visit'];

/** The screens of an application, and what they change around them. */
export const filingSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'attract-filing-offline': snapshotOf(
    { screen: 'attract', unavailable: [], takesApplications: true, takesCertificates: false },
    { ...offline, queue: { ...offline.queue, refused: 1 } },
  ),
  'attract-every-notice': snapshotOf(
    { screen: 'attract', unavailable: [], takesApplications: false, takesCertificates: false },
    { notices: ['storage-cannot-keep', 'clock-not-believed'] },
  ),
  'choose-groups': snapshotOf(choose, counting),
  'choose-groups-offline': snapshotOf({ ...choose, catalogueState: 'kept' }, { ...counting, ...offline }),
  'choose-cannot-file-yet': snapshotOf({ ...choose, filing: 'cannot-file-yet' }, counting),
  'choose-storage-cannot-keep': snapshotOf(
    { ...choose, filing: 'storage-cannot-keep' },
    { ...counting, notices: ['storage-cannot-keep'] },
  ),
  'question-choice': snapshotOf(question, counting),
  'question-choice-answered': snapshotOf(
    { ...question, question: sevenOptions, number: 3 },
    { ...counting, ...offline },
  ),
  'question-yes-no': snapshotOf({ ...question, question: yesNoQuestion, number: 2 }, counting),
  'question-yes-no-own-words': snapshotOf({ ...question, question: haveYouQuestion, number: 2 }, counting),
  'question-text': snapshotOf({ ...question, question: textQuestion, number: 3 }, counting),
  'question-text-typed': snapshotOf(
    {
      ...question,
      question: { ...textQuestion, name: 'formerAddress', answer: '湖南省岳阳市青石镇人民路 12 号 3 单元' },
      number: 3,
      revising: true,
    },
    counting,
  ),
  'question-digits': snapshotOf({ ...question, question: digitsQuestion, number: 4 }, counting),
  'question-digits-typed': snapshotOf(
    {
      ...question,
      question: { ...digitsQuestion, name: 'secondTelephone', answer: '139073155' },
      number: 4,
      revising: true,
    },
    counting,
  ),
  review: snapshotOf(review, counting),
  'review-offline': snapshotOf(review, { ...counting, ...offline }),
  filing: snapshotOf({ screen: 'filing', item: allowance }),
  receipt: snapshotOf(receipt, noBack),
  'receipt-offline': snapshotOf(receipt, { ...noBack, ...offline }),
  'receipt-enterprise': snapshotOf(
    { ...receipt, enterprise: '潇湘市海峰生态农业发展有限公司', delivery: 'received' },
    noBack,
  ),
  'receipt-received': snapshotOf({ ...receipt, delivery: 'received' }, noBack),
  'receipt-refused': snapshotOf({ ...receipt, delivery: 'refused' }, noBack),
  'receipt-not-printed': snapshotOf(
    { ...receipt, print: 'failed', printerProblem: outOfPaper },
    { ...noBack, ...offline, devices: printerStopped },
  ),
  'receipt-print-unknown': snapshotOf({ ...receipt, print: 'unknown' }, noBack),
  'printing-receipt': snapshotOf({
    screen: 'printing',
    document: 'receipt',
    step: 'sending',
    pagesPrinted: 0,
    pages: 1,
    printerProblem: null,
  }),
  'take-paper-receipt': snapshotOf(
    { screen: 'takePaper', document: 'receipt', pages: 1, missing: [], cardOnReader: true },
    { timeLeft: { milliseconds: 40_000, warning: false } },
  ),
};
