import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { policySchema } from '../../../platform/contract/policies.ts';
import seed from '../../../platform/seed/policies.json' with { type: 'json' };
import { fixtureItems } from './fixture-items.ts';
import { counting, resident, snapshotOf } from './snapshot-of.ts';

/** Somebody acts for 田**. */
const actingFor = {
  maskedName: '田**',
  maskedIdNumber: '4****************3',
  way: 'principal-card',
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
const matchOf = (
  code: string,
  more: { state?: 'open' | 'confirmed'; confirm?: 'here' | 'elsewhere' } = {},
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
    reasons: [
      { 'zh-CN': '您年满 65 岁', en: 'You are 65 or older' },
      { 'zh-CN': '户口在本市', en: 'You are registered in this city' },
    ],
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
  'policy-consent': snapshotOf({ screen: 'policyConsent', resident }, counting),
  'policy-matches': snapshotOf({ screen: 'policyMatches', matches, canFile: true }, counting),
  'policy-matches-for-another': snapshotOf(
    { screen: 'policyMatches', matches, canFile: false },
    { ...counting, actingFor },
  ),
  'policy-matches-none': snapshotOf({ screen: 'policyMatches', matches: [], canFile: true }, counting),
  'policy-matches-asking': snapshotOf({ screen: 'policyMatches', matches: null, canFile: true }),
};
