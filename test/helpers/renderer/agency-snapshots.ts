import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { policySchema } from '../../../platform/contract/policies.ts';
import seed from '../../../platform/seed/policies.json' with { type: 'json' };
import type { LocalizedText } from '../../../platform/contract/localized-text.ts';
import { fixtureItems } from './fixture-items.ts';
import { counting, resident, snapshotOf } from './snapshot-of.ts';

/** Somebody acts for 田**. */
const actingFor = {
  maskedName: '田**',
  maskedIdNumber: '4****************3',
  way: 'principal-card',
  agent: resident.maskedName,
} as const satisfies ViewSnapshot['actingFor'];
const noReader = { role: 'idCardReader', code: 'no-answer', actor: 'technician' } as const;

const choose = {
  screen: 'choose',
  resident: { maskedName: actingFor.maskedName, maskedIdNumber: actingFor.maskedIdNumber },
  items: [...fixtureItems].slice(0, 4),
  applications: [],
  withheld: 7,
  filing: 'possible',
  catalogueState: 'current',
} satisfies ViewSnapshot['visit'];

const policies = seed.policies.map((policy) => policySchema.parse(policy));
const ofSenior = [
  { 'zh-CN': '您年满 65 岁', en: 'You are 65 or older' },
  { 'zh-CN': '户口在本市', en: 'You are registered in this city' },
];
const matchOf = (
  code: string,
  more: {
    state?: 'open' | 'confirmed';
    confirm?: 'here' | 'elsewhere';
    reasons?: readonly LocalizedText[];
  } = {},
) => {
  const policy = policies.find((candidate) => candidate.code === code);
  if (!policy) throw new Error(`no policy ${code}`);
  return {
    code,
    everydayName: policy.everydayName,
    officialName: policy.officialName,
    department: policy.department.name,
    icon: policy.icon,
    whatOneGets: policy.whatOneGets,
    amount: policy.amount,
    reasons: [...(more.reasons ?? ofSenior)],
    state: more.state ?? ('open' as const),
    confirm: more.confirm ?? ('here' as const),
  };
};
const matches = [
  matchOf('senior-health-check'),
  matchOf('senior-transit', { state: 'confirmed' }),
  matchOf('resident-medical-help'),
  matchOf('student-aid', { confirm: 'elsewhere' }),
];

/** What an enterprise is told: with reasons as long as they come. */
const enterpriseMatches = [
  matchOf('job-keeping-refund', {
    reasons: [
      { 'zh-CN': '企业正在缴失业保险', en: 'The enterprise pays unemployment insurance' },
      { 'zh-CN': '上年度裁员不超过 5%', en: 'It let go of 5% of its staff at most last year' },
      { 'zh-CN': '参保职工不超过 30 人', en: 'It has 30 employees at most' },
      { 'zh-CN': '上年度裁员不超过 20%', en: 'It let go of 20% of its staff at most last year' },
    ],
  }),
  matchOf('small-firm-rent', {
    reasons: [
      { 'zh-CN': '企业开办不满三年', en: 'The enterprise is less than three years old' },
      { 'zh-CN': '登记为小微企业', en: 'It is registered as a small one' },
    ],
    state: 'confirmed',
  }),
  matchOf('small-firm-tax', {
    reasons: [
      { 'zh-CN': '登记为小微企业或个体户', en: 'It is registered as a small enterprise or sole trader' },
    ],
    confirm: 'elsewhere',
  }),
];
const farm = '潇湘市海峰生态农业发展有限公司';
const own = { maskedName: resident.maskedName, fitting: 3, open: 2 };
const beneficiaries = {
  screen: 'policyBeneficiaries',
  own,
  enterprises: [
    { name: farm, fitting: 3, open: 1 },
    { name: '潇湘市橘洲智造科技有限公司', fitting: 2, open: 0 },
    { name: '潇湘市向记米粉店', fitting: 0, open: 0 },
  ],
  asked: null,
} satisfies ViewSnapshot['visit'];
const asked = { department: { 'zh-CN': '潇湘市市场监督管理局', en: 'Xiaoxiang Market Supervision Bureau' } };

/** Helping another, and policies that fit. */
export const agencySnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'help-ways': snapshotOf({ screen: 'helpWays', unavailable: [] }, counting),
  'help-ways-offline': snapshotOf(
    { screen: 'helpWays', unavailable: [noReader] },
    { ...counting, line: 'offline' },
  ),
  'principal-card': snapshotOf(
    {
      screen: 'identify',
      step: 'waiting',
      unavailable: [],
      raising: false,
      takesCodes: false,
      ofPrincipal: true,
    },
    counting,
  ),
  'principals-asking': snapshotOf({ screen: 'principals', principals: null }),
  principals: snapshotOf(
    {
      screen: 'principals',
      principals: [
        {
          maskedName: '向**',
          way: 'child',
          standing: 'good',
          validUntil: null,
          items: null,
          services: ['progress', 'appointments', 'documents'],
        },
        {
          maskedName: '林**',
          way: 'authorisation',
          standing: 'good',
          validUntil: '2029-02-28',
          items: fixtureItems.slice(0, 2).map(({ officialName }) => officialName),
          services: ['appointments'],
        },
        {
          maskedName: '彭**',
          way: 'authorisation',
          standing: 'authorisation-expired',
          validUntil: '2024-12-31',
          items: null,
          services: [],
        },
        {
          maskedName: '何**',
          way: 'authorisation',
          standing: 'principal-deceased',
          validUntil: '2030-12-31',
          items: null,
          services: [],
        },
      ],
    },
    counting,
  ),
  'choose-for-another': snapshotOf(choose, { ...counting, actingFor }),
  'mine-consent-for-another': snapshotOf(
    { screen: 'myConsent', resident: choose.resident },
    { ...counting, actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'mine-consent-for-another-offline': snapshotOf(
    { screen: 'myConsent', resident: choose.resident },
    { ...counting, line: 'offline', actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'mine-consent-for-child-offline': snapshotOf(
    { screen: 'myConsent', resident: choose.resident },
    { ...counting, line: 'offline', actingFor: { ...actingFor, way: 'child' } },
  ),
  'choose-unavailable-for-another': snapshotOf(
    { ...choose, items: [], applications: [], catalogueState: 'unavailable' },
    { ...counting, line: 'offline', actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'problem-card-alone': snapshotOf(
    {
      screen: 'problem',
      problem: 'not-by-card-alone',
      device: null,
      staffCode: 'not-by-card-alone',
      certificateNumbers: [],
      canRetry: false,
    },
    { ...counting, line: 'offline', actingFor },
  ),
  'problem-out-of-scope': snapshotOf(
    {
      screen: 'problem',
      problem: 'authorisation-out-of-scope',
      device: null,
      staffCode: 'authorisation-out-of-scope documents',
      certificateNumbers: [],
      canRetry: false,
    },
    { ...counting, actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'consent-for-another': snapshotOf(
    {
      screen: 'consent',
      resident: choose.resident,
      orders: fixtureItems.slice(0, 1).map((item) => ({ item, purposeCode: null })),
    },
    { ...counting, actingFor },
  ),
  'preview-for-another': snapshotOf(
    {
      screen: 'preview',
      resident: choose.resident,
      certificates: fixtureItems
        .slice(0, 1)
        .map(({ dataUsed: _data, purposes: _purposes, printsADay: _day, printsLeft: _left, ...item }) => ({
          item,
          certificateNumber: 'HS-20261121-000042',
          pages: 1,
        })),
      signedBefore: true,
      missing: [],
      printerProblem: null,
    },
    { ...counting, actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'take-paper-for-another': snapshotOf(
    { screen: 'takePaper', document: 'certificate', pages: 1, missing: [], cardOnReader: true },
    { ...counting, actingFor: { ...actingFor, way: 'authorisation' } },
  ),
  'policy-consent': snapshotOf({ screen: 'policyConsent', resident, withEnterprises: true }, counting),
  'policy-beneficiaries': snapshotOf(beneficiaries, counting),
  'policy-beneficiaries-many': snapshotOf(
    {
      ...beneficiaries,
      enterprises: Array.from({ length: 9 }, (_, at) => ({
        name: `潇湘市第${at + 1}农业农村综合服务专业合作联社有限责任公司`,
        fitting: at,
        open: 0,
      })),
    },
    counting,
  ),
  'policy-beneficiaries-none': snapshotOf({ ...beneficiaries, enterprises: [], asked }, counting),
  'policy-matches-enterprise': snapshotOf(
    { screen: 'policyMatches', enterprise: farm, matches: enterpriseMatches, canFile: true },
    counting,
  ),
  'policy-matches-enterprise-none': snapshotOf(
    { screen: 'policyMatches', enterprise: farm, matches: [], canFile: true },
    counting,
  ),
  'policy-matches': snapshotOf(
    { screen: 'policyMatches', enterprise: null, matches, canFile: true },
    counting,
  ),
  'policy-matches-for-another': snapshotOf(
    { screen: 'policyMatches', enterprise: null, matches, canFile: false },
    { ...counting, actingFor },
  ),
  'policy-matches-none': snapshotOf(
    { screen: 'policyMatches', enterprise: null, matches: [], canFile: true },
    counting,
  ),
  'policy-matches-asking': snapshotOf({
    screen: 'policyMatches',
    enterprise: null,
    matches: null,
    canFile: true,
  }),
};
