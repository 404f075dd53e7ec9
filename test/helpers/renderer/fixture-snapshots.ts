import type { ItemFace, ItemView } from '../../../electron/contract/items.ts';
import { outOfServiceReasons, visitProblems } from '../../../electron/contract/problems.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { appointmentSnapshots } from './appointment-snapshots.ts';
import { agencySnapshots } from './agency-snapshots.ts';
import { creditSnapshots } from './credit-snapshots.ts';
import { knownSnapshots } from './known-snapshots.ts';
import { filingSnapshots } from './filing-snapshots.ts';
import { materialSnapshots } from './material-snapshots.ts';
import { fixtureItems } from './fixture-items.ts';
import { hallSnapshots } from './hall-snapshots.ts';
import { counting, outOfPaper, resident, snapshotOf } from './snapshot-of.ts';
import { diagnosticSnapshots, touchesOfDiagnostics } from './diagnostic-snapshots.ts';
import { progressSnapshots, touchesOfProgress } from './progress-snapshots.ts';
import { setupSnapshots, touchesOfSetup } from './setup-snapshots.ts';
import { staffSnapshots } from './staff-snapshots.ts';
import { myDocumentsSnapshots } from './my-documents-snapshots.ts';
import { verificationSnapshots } from './verification-snapshots.ts';

const [housing] = fixtureItems;
if (!housing) throw new Error('no fixture items');
const faceOf = ({
  dataUsed: _dataUsed,
  purposes: _purposes,
  printsADay: _printsADay,
  printsLeft: _printsLeft,
  ...face
}: ItemView): ItemFace => face;
const itemOfChoice = faceOf(housing);
const three = fixtureItems.slice(0, 3);

const certificateNumber = 'HS-20261121-000042';
const noReader = { role: 'idCardReader', code: 'no-answer', actor: 'technician' } as const;

const attract = {
  screen: 'attract',
  unavailable: [],
  takesApplications: false,
  takesCertificates: false,
} satisfies ViewSnapshot['visit'];
/** A catalogue of certificates alone. */
const choose = {
  screen: 'choose',
  resident,
  items: [],
  applications: [],
  filing: 'possible',
  catalogueState: 'current',
} satisfies ViewSnapshot['visit'];

const identify = { screen: 'identify', raising: false, takesCodes: false } as const;
const vouch = { screen: 'vouch' as const, resident, refusal: null, unavailable: [] };
const face = { screen: 'face', resident, attempt: 1, attempts: 3 } as const;
const otherWay = { screen: 'otherWay', item: itemOfChoice, canRetry: false } as const;

/** How a clerk's certificate stands. */
const approvals = {
  'approval-pending': {
    requestNumber: 'SH-20261120-7K3M9QXAB2',
    day: '2026-11-25',
    isEstimate: false,
    reason: null,
  },
  'approval-refused': {
    requestNumber: 'SH-20261120-7K3M9QXAB2',
    day: '2026-11-30',
    isEstimate: false,
    reason: {
      'zh-CN': '登记的姓名和户口簿不一致，请先更正登记',
      en: 'Your registered name differs from your household booklet; please have it corrected first',
    },
  },
} as const;

const consentTo = (items: readonly ItemView[], purposeCode: string | null) =>
  ({
    screen: 'consent',
    resident,
    orders: items.map((item) => ({ item, purposeCode })),
  }) satisfies ViewSnapshot['visit'];
const consent = consentTo([housing], null);
/** Purposes of its own, none of which another certificate has. */
const withOwnPurposes = (item: ItemView): ItemView => ({
  ...item,
  purposes: item.purposes.map(({ code, name }) => ({ code: `${item.icon}-${code}`, name })),
});
const preparingSeveral = (step: 'asking' | 'verifying' | 'rendering') =>
  ({
    screen: 'preparing',
    certificates: three.map((item, index) => ({
      item: faceOf(item),
      state: (['ready', 'current', 'ahead'] as const)[index] ?? 'ahead',
    })),
    step,
  }) satisfies ViewSnapshot['visit'];
const preview = {
  screen: 'preview',
  resident,
  certificates: [{ item: itemOfChoice, certificateNumber, pages: 1 }],
  signedBefore: false,
  missing: [],
  printerProblem: null,
} satisfies ViewSnapshot['visit'];
const previewSeveral = {
  ...preview,
  certificates: three.slice(0, 2).map((item, index) => ({
    item: faceOf(item),
    certificateNumber: index === 0 ? certificateNumber : `PF-20261121-00004${index}`,
    pages: index + 1,
  })),
  missing: three
    .slice(2)
    .map((item) => ({ item: faceOf(item), problem: 'person-unknown' as const, certificateNumber: null })),
} satisfies ViewSnapshot['visit'];

/** What is touched first, where a state of the page itself is to be seen. */
export const touchesOfFixtures: Readonly<Record<string, readonly string[]>> = {
  ...touchesOfDiagnostics,
  ...touchesOfProgress,
  ...touchesOfSetup,
  'staff-restore-pin': ['agree-restore'],
  'staff-machine-backups': ['list-backups'],
  'staff-members-one': ['member-W-002'],
  'staff-members-credential': ['member-W-002', 'new-credential'],
  'staff-members-no-stick': ['member-W-002', 'new-credential'],
  'staff-members-remove': ['member-W-002', 'remove-member'],
  'choose-several': ['choose-several', 'tick-housing-status', 'tick-blood-donation'],
};

/** Every screen and each of its states, by a name that can be a file name. */
export const fixtureSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  attract: snapshotOf(attract),
  'attract-notices': snapshotOf(attract, { notices: ['development-runtime', 'face-evaluation-only'] }),
  'attract-centre-notice': snapshotOf(attract, {
    centreNotice: {
      'zh-CN': '11 月 23 日 18:00 至 20:00 平台检修，期间可以提交申请，证明请稍后再打印。',
      en: 'Serviced on 23 November, 18:00 to 20:00: applications are taken, certificates printed afterwards.',
    },
  }),
  'attract-centre-notice-unavailable': snapshotOf(
    { ...attract, unavailable: [outOfPaper] },
    {
      line: 'offline',
      centreNotice: {
        'zh-CN': '今晚 18:00 至 20:00 平台检修，可以提交申请，盖章证明请在 20:00 以后打印，急用请到窗口。',
        en: 'Serviced tonight, 18:00 to 20:00. Applications are taken; please come back later for certificates.',
      },
    },
  ),
  'attract-unavailable': snapshotOf(
    { ...attract, unavailable: [outOfPaper] },
    { line: 'offline', notices: ['second-instance-refused'] },
  ),
  'identify-waiting': snapshotOf({ ...identify, step: 'waiting', unavailable: [] }, counting),
  'identify-unavailable': snapshotOf(
    { ...identify, step: 'waiting', unavailable: [noReader] },
    { ...counting, notices: ['development-runtime', 'face-evaluation-only'] },
  ),
  'identify-reading': snapshotOf({ ...identify, step: 'reading', unavailable: [] }, counting),
  'identify-checking': snapshotOf({ ...identify, step: 'checking', unavailable: [] }, counting),
  'identify-with-code': snapshotOf(
    { ...identify, takesCodes: true, step: 'waiting', unavailable: [] },
    counting,
  ),
  'identify-raising': snapshotOf({ ...identify, raising: true, step: 'waiting', unavailable: [] }, counting),
  'face-starting': snapshotOf({ ...face, wish: null }),
  'face-turn-left': snapshotOf({
    ...face,
    wish: { look: 1, comparedWith: 'card-photo', stage: 'turn-left', hindrance: null, progress: 0.4 },
  }),
  'face-hindered': snapshotOf({
    ...face,
    attempt: 2,
    wish: {
      look: 2,
      comparedWith: 'card-photo',
      stage: 'look-straight',
      hindrance: 'several-faces',
      progress: 0.1,
    },
  }),
  'face-consent': snapshotOf({ screen: 'faceConsent' }, counting),
  'face-again': snapshotOf({ screen: 'faceAgain', reason: 'not-clear-enough', attemptsLeft: 2 }, counting),
  'other-way-staff': snapshotOf(
    { ...otherWay, reason: 'another-face', staffCanVouch: true, canRetry: true },
    counting,
  ),
  'other-way-nobody': snapshotOf({ ...otherWay, reason: 'not-fitted', staffCanVouch: false }, counting),
  'vouch-card': snapshotOf({ ...vouch, step: 'card' }, counting),
  'vouch-locked': snapshotOf(
    { ...vouch, step: 'card', refusal: { reason: 'locked', lockedUntil: Date.UTC(2026, 10, 21, 2, 30) } },
    counting,
  ),
  'vouch-pin': snapshotOf(
    { ...vouch, step: 'pin', refusal: { reason: 'wrong-pin', lockedUntil: null } },
    counting,
  ),
  'choose-one': snapshotOf({ ...choose, items: [housing], catalogueState: 'current' }, counting),
  'choose-three': snapshotOf(
    { ...choose, items: fixtureItems.slice(0, 3), catalogueState: 'kept' },
    { ...counting, line: 'offline' },
  ),
  'choose-many': snapshotOf({ ...choose, items: [...fixtureItems], catalogueState: 'current' }, counting),
  'choose-loading': snapshotOf({ ...choose, items: [], catalogueState: 'loading' }, counting),
  'choose-unavailable': snapshotOf(
    { ...choose, items: [], catalogueState: 'unavailable' },
    { ...counting, line: 'offline' },
  ),
  consent: snapshotOf(consent, counting),
  'choose-several': snapshotOf({ ...choose, items: [...fixtureItems], catalogueState: 'current' }, counting),
  'choose-used-up': snapshotOf(
    {
      ...choose,
      items: fixtureItems.map((item, index) => (index === 1 ? { ...item, printsLeft: 0 } : item)),
      catalogueState: 'current',
    },
    counting,
  ),
  'consent-chosen': snapshotOf(consentTo([{ ...housing, printsLeft: 2 }], 'purpose-1'), counting),
  'consent-several': snapshotOf(consentTo(three, null), counting),
  'consent-several-chosen': snapshotOf(consentTo(three, 'purpose-1'), counting),
  'consent-several-own': snapshotOf(
    {
      ...consentTo([], null),
      orders: three.map(withOwnPurposes).map((item, index) => ({
        item,
        purposeCode: index === 0 ? (item.purposes[0]?.code ?? null) : null,
      })),
    },
    counting,
  ),
  'preparing-asking': snapshotOf({
    screen: 'preparing',
    certificates: [{ item: itemOfChoice, state: 'current' }],
    step: 'asking',
  }),
  'preparing-verifying': snapshotOf({
    screen: 'preparing',
    certificates: [{ item: itemOfChoice, state: 'current' }],
    step: 'verifying',
  }),
  'preparing-several': snapshotOf(preparingSeveral('verifying')),
  preview: snapshotOf(preview, counting),
  'preview-several': snapshotOf(previewSeveral, counting),
  'preview-printer': snapshotOf({ ...preview, printerProblem: outOfPaper }, counting),
  'printing-sending': snapshotOf({
    screen: 'printing',
    document: 'certificate',
    step: 'sending',
    pagesPrinted: 0,
    pages: 1,
    printerProblem: null,
  }),
  'printing-paused': snapshotOf({
    screen: 'printing',
    document: 'certificate',
    step: 'paused',
    pagesPrinted: 0,
    pages: 2,
    printerProblem: outOfPaper,
  }),
  'take-paper': snapshotOf(
    { screen: 'takePaper', document: 'certificate', pages: 1, missing: [], cardOnReader: true },
    { timeLeft: { milliseconds: 40_000, warning: false } },
  ),
  'take-paper-several': snapshotOf(
    {
      screen: 'takePaper',
      document: 'certificate',
      pages: 3,
      missing: three.slice(2).map(faceOf),
      cardOnReader: false,
    },
    { timeLeft: { milliseconds: 40_000, warning: false } },
  ),
  rate: snapshotOf(
    { screen: 'rate', item: itemOfChoice },
    { timeLeft: { milliseconds: 20_000, warning: false } },
  ),
  goodbye: snapshotOf({ screen: 'goodbye', done: true, cardOnReader: false }),
  'goodbye-ended': snapshotOf({ screen: 'goodbye', done: false, cardOnReader: false }),
  'goodbye-card': snapshotOf({ screen: 'goodbye', done: true, cardOnReader: true }),
  'card-left': snapshotOf({ screen: 'cardLeft', reminder: 1, canStart: true }),
  'card-left-closed': snapshotOf({ screen: 'cardLeft', reminder: 6, canStart: false }),
  'idle-warning': snapshotOf(consent, { timeLeft: { milliseconds: 14_000, warning: true }, canGoBack: true }),
  ...hallSnapshots,
  ...filingSnapshots,
  ...materialSnapshots,
  ...progressSnapshots,
  ...agencySnapshots,
  ...creditSnapshots,
  ...knownSnapshots,
  ...appointmentSnapshots,
  ...staffSnapshots,
  ...diagnosticSnapshots,
  ...setupSnapshots,
  ...verificationSnapshots,
  ...myDocumentsSnapshots,
  ...Object.fromEntries(
    visitProblems.map((problem, index) => [
      `problem-${problem}`,
      snapshotOf(
        {
          screen: 'problem',
          problem,
          device: problem.startsWith('print') ? outOfPaper : null,
          staffCode: `P-${problem}`,
          canRetry: index % 2 === 0 && !(problem in approvals),
          certificateNumbers: problem.startsWith('print-') ? [certificateNumber] : [],
          ...(problem in approvals && { approval: approvals[problem as keyof typeof approvals] }),
        },
        { timeLeft: { milliseconds: 58_000, warning: false } },
      ),
    ]),
  ),
  ...Object.fromEntries(
    outOfServiceReasons.map((reason) => [
      `out-of-service-${reason}`,
      snapshotOf({
        screen: 'outOfService',
        reason,
        detail: reason === 'settings-invalid' ? 'printer.uri: must start with ipp:// or ipps://' : '',
      }),
    ]),
  ),
};
