import type { HelpView } from '../../../electron/contract/help-view.ts';
import type { FiledEntry } from '../../../electron/contract/progress-view.ts';
import type { QuestionView } from '../../../electron/contract/question.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { counting, snapshotOf } from './snapshot-of.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 4);

const number = (end: string) => `SL-QS-001-20261118-${end}`;
const platform = { from: 'platform' } as const;
const offline = { from: 'kiosk', reason: 'unreachable', lastContactAt: now - 3_600_000 } as const;

const deadline = (
  light: 'green' | 'yellow' | 'red',
  daysLeft: number,
  dueOn: string,
  waitsFor: 'department' | 'applicant' = 'department',
) => ({ dueOn, isEstimate: false, daysLeft, light, waitsFor });

const allowance = both('我年纪大了，要领高龄津贴', 'I want the allowance for people of great age');
const civilAffairs = both('民政局', 'Civil Affairs Bureau');

const queued: FiledEntry = {
  receiptNumber: number('7K3M9QXAB2'),
  itemName: both('我要办老年证', 'I want a senior citizen card'),
  filedElsewhere: null,
  filedAt: now - 600_000,
  state: 'queued',
  deadline: null,
  heardAt: null,
};
const asked: FiledEntry = {
  receiptNumber: number('8H2K4MXAB7'),
  itemName: allowance,
  filedElsewhere: null,
  filedAt: now - 2 * day,
  state: 'corrections-asked',
  deadline: deadline('yellow', 13, '2026-12-09', 'applicant'),
  heardAt: null,
};
const inReview: FiledEntry = {
  receiptNumber: 'SL-QX-0007-20261105-3T8N5RWBC4',
  itemName: both('我打零工、做小买卖，要登记', 'I do casual work or small trade and want to register'),
  filedElsewhere: 'QX-0007',
  filedAt: now - 15 * day,
  state: 'in-review',
  deadline: deadline('red', -2, '2026-11-18'),
  heardAt: null,
};
const accepted: FiledEntry = {
  receiptNumber: number('2B7C9DXEF5'),
  itemName: both('我要参加居民医保', "I want to join the residents' medical insurance"),
  filedElsewhere: null,
  filedAt: now - 4 * day,
  state: 'accepted',
  deadline: deadline('green', 7, '2026-12-01'),
  heardAt: null,
};
const decided: FiledEntry = {
  receiptNumber: number('5Q4R6SXTV8'),
  itemName: both('我要申请残疾人补贴', 'I want to apply for disability subsidies'),
  filedElsewhere: null,
  filedAt: now - 30 * day,
  state: 'decided',
  deadline: deadline('yellow', 2, '2026-11-24'),
  heardAt: null,
};

const detail = {
  screen: 'progressDetail',
  source: platform,
  application: asked,
  department: civilAffairs,
  steps: [
    { state: 'received', takenAt: now - 2 * day + 60_000, reason: null },
    { state: 'accepted-for-review', takenAt: now - 2 * day + 120_000, reason: null },
    { state: 'corrections-asked', takenAt: now - day, reason: '银行账号少一位，请重新填写。' },
  ],
  correction: { reason: '银行账号少一位，请重新填写。', answer: 'wanted' },
  promises: [],
  result: null,
} satisfies ViewSnapshot['visit'];

const progress = {
  screen: 'progress',
  source: platform,
  applications: [queued, asked, accepted, inReview, decided],
} satisfies ViewSnapshot['visit'];

const heard = (entry: FiledEntry): FiledEntry => ({ ...entry, heardAt: now - 3_600_000 });

const door = {
  screen: 'progressDoor',
  takesCards: true,
  takesCodes: true,
  unavailable: [],
} satisfies ViewSnapshot['visit'];

const light = {
  screen: 'receiptLight',
  receiptNumber: accepted.receiptNumber,
  found: { state: 'accepted', since: now - day, deadline: accepted.deadline, heardAt: null },
  source: platform,
} satisfies ViewSnapshot['visit'];

const textQuestion = {
  kind: 'text',
  name: 'text',
  label: both('请写下您想说的', 'Please write what you want to say'),
  hint: both('一两句话就行，最多 500 个字。', 'A sentence or two, up to 500 characters.'),
  minimumLength: 2,
  maximumLength: 500,
  answer: null,
} as const;
const kindQuestion: QuestionView & { readonly kind: 'choice' } = {
  kind: 'choice',
  name: 'feedback',
  label: both('您想说的是哪一种？', 'What would you like to tell us?'),
  hint: null,
  options: [
    { code: 'complaint', label: both('投诉：有事没办好', 'A complaint: something went wrong') },
    { code: 'suggestion', label: both('建议：可以做得更好', 'A suggestion: something could be better') },
    { code: 'praise', label: both('表扬：这里办得好', 'Praise: something went well') },
  ],
  answer: null,
};
const accountQuestion = {
  kind: 'digits',
  name: 'account',
  label: both('银行账号是多少？', 'What is the account number?'),
  hint: null,
  minimumLength: 16,
  maximumLength: 19,
  answer: null,
} as const;

const booklet = both('户口簿', 'Household booklet');
const owed = {
  material: 'household-booklet',
  name: booklet,
  dueOn: '2026-11-24',
  daysLeft: 2,
  light: 'yellow',
  state: 'wanted',
} as const;
const photo = {
  ...owed,
  material: 'photo',
  name: both('近期照片', 'Recent photograph'),
  dueOn: '2026-11-18',
  daysLeft: -2,
  light: 'red',
} as const;
const kept = { ...owed, material: 'form', name: both('体检表', 'Medical form'), state: 'kept' } as const;

const supplement = { purpose: 'supplement', itemName: allowance } as const;
const feedback = { purpose: 'feedback', itemName: null } as const;
const correction = { purpose: 'correction', itemName: allowance } as const;

const reviewed = {
  screen: 'replyReview',
  ...feedback,
  department: null,
  answers: [
    { ...kindQuestion, answer: 'suggestion' },
    { ...textQuestion, answer: '希望这*****' },
  ],
  material: null,
  maskedName: null,
  filing: 'possible',
} satisfies ViewSnapshot['visit'];

const filedReply = {
  screen: 'replyReceipt',
  ...feedback,
  number: 'TS-QS-001-20261120-7K3M9QXAB2',
  delivery: 'received',
} satisfies ViewSnapshot['visit'];

/** Somebody answers, and nobody. */
export const onDuty: HelpView = {
  onDuty: [
    { name: both('驿站值班员 小周', 'Xiao Zhou, on duty'), telephone: '0730-5550123', until: '17:30' },
  ],
  next: null,
  hotline: '12345',
};
export const nobodyOnDuty: HelpView = {
  onDuty: [],
  next: {
    name: both('综合受理值班台', 'General service desk'),
    telephone: '0730-5550123',
    day: '2026-11-23',
    from: '08:30',
    isToday: false,
  },
  hotline: '12345',
};

/** What was filed before, and what is handed in beside applications, each screen in its states. */
export const progressSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'progress-door': snapshotOf(door, counting),
  'progress-door-no-reader': snapshotOf(
    {
      ...door,
      takesCards: false,
      takesCodes: false,
      unavailable: [{ role: 'idCardReader', code: 'no-answer', actor: 'technician' }],
    },
    counting,
  ),
  'receipt-entry': snapshotOf(
    { screen: 'receiptEntry', beginning: 'SL-QS-001-', wasRefused: false },
    counting,
  ),
  'receipt-entry-refused': snapshotOf(
    { screen: 'receiptEntry', beginning: 'SL-QS-001-', wasRefused: true },
    counting,
  ),
  'looking-up': snapshotOf({ screen: 'lookingUp' }),
  'receipt-light': snapshotOf(light, counting),
  'receipt-light-unknown': snapshotOf({ ...light, found: null }, counting),
  'receipt-light-offline': snapshotOf(
    { ...light, found: null, source: offline },
    { ...counting, line: 'offline' },
  ),
  progress: snapshotOf(progress, counting),
  'progress-offline': snapshotOf(
    { ...progress, source: offline, applications: [queued, heard(asked), heard(accepted)] },
    { ...counting, line: 'offline' },
  ),
  'progress-none': snapshotOf({ ...progress, applications: [] }, counting),
  'progress-detail-correction': snapshotOf(detail, counting),
  'progress-detail-answered': snapshotOf(
    { ...detail, correction: { ...detail.correction, answer: 'queued' } },
    { ...counting, line: 'offline' },
  ),
  'progress-detail-promised': snapshotOf(
    {
      ...detail,
      application: accepted,
      correction: null,
      steps: detail.steps.slice(0, 2),
      promises: [photo, owed, kept],
    },
    counting,
  ),
  'progress-detail-promised-queued': snapshotOf(
    {
      ...detail,
      source: offline,
      application: heard(accepted),
      correction: null,
      steps: detail.steps.slice(0, 2),
      promises: [{ ...owed, state: 'queued' }],
    },
    { ...counting, line: 'offline' },
  ),
  'progress-detail-overdue': snapshotOf(
    { ...detail, application: inReview, correction: null, steps: detail.steps.slice(0, 2) },
    counting,
  ),
  'progress-detail-queued': snapshotOf(
    { ...detail, source: offline, application: queued, correction: null, steps: [] },
    { ...counting, line: 'offline' },
  ),
  'progress-detail-result': snapshotOf(
    {
      ...detail,
      application: decided,
      correction: null,
      result: { decision: 'granted', delivery: null, canPrint: true },
    },
    counting,
  ),
  'progress-detail-post': snapshotOf(
    {
      ...detail,
      application: decided,
      correction: null,
      result: { decision: 'granted', delivery: 'post', canPrint: false },
    },
    counting,
  ),
  'reply-question-correction': snapshotOf(
    {
      screen: 'replyQuestion',
      ...correction,
      question: accountQuestion,
      number: 1,
      questions: 1,
      revising: false,
    },
    counting,
  ),
  'reply-question-kind': snapshotOf(
    {
      screen: 'replyQuestion',
      ...feedback,
      question: kindQuestion,
      number: 1,
      questions: 4,
      revising: false,
    },
    counting,
  ),
  'reply-question-text': snapshotOf(
    {
      screen: 'replyQuestion',
      ...feedback,
      question: textQuestion,
      number: 3,
      questions: 4,
      revising: false,
    },
    counting,
  ),
  'reply-review-feedback': snapshotOf(reviewed, counting),
  'reply-review-correction': snapshotOf(
    {
      ...reviewed,
      ...correction,
      department: civilAffairs,
      answers: [{ ...accountQuestion, answer: '621*************98' }],
      maskedName: '林**',
    },
    { ...counting, line: 'offline' },
  ),
  'reply-review-supplement': snapshotOf(
    {
      ...reviewed,
      ...supplement,
      department: civilAffairs,
      answers: [],
      material: {
        code: 'household-booklet',
        name: booklet,
        hint: null,
        required: true,
        provided: 'capture',
        pages: 3,
        dueOn: null,
      },
      maskedName: '林**',
    },
    { ...counting, line: 'offline' },
  ),
  'reply-filing': snapshotOf({ screen: 'replyFiling', ...feedback }),
  'reply-receipt': snapshotOf(filedReply, { ...counting, canGoBack: false }),
  'reply-receipt-supplement': snapshotOf(
    { ...filedReply, ...supplement, number: accepted.receiptNumber, delivery: 'waiting' },
    { ...counting, canGoBack: false, line: 'offline' },
  ),
  'reply-receipt-waiting': snapshotOf(
    { ...filedReply, ...correction, number: asked.receiptNumber, delivery: 'waiting' },
    { ...counting, canGoBack: false, line: 'offline' },
  ),
  'verify-guide': snapshotOf({ screen: 'verifyGuide', takesCertificates: true }, counting),
  'verify-guide-no-scanner': snapshotOf({ screen: 'verifyGuide', takesCertificates: false }, counting),
  'help-on-duty': snapshotOf(progress, { ...counting, help: onDuty }),
  // Each over another page: over the same one the panel would still be open.
  'help-closed': snapshotOf(door, { ...counting, help: nobodyOnDuty }),
  'help-no-roster': snapshotOf(light, counting),
};

/** What is touched before the picture is taken. */
export const touchesOfProgress: Readonly<Record<string, readonly string[]>> = {
  'help-on-duty': ['open-help'],
  'help-closed': ['open-help'],
  'help-no-roster': ['open-help'],
};
