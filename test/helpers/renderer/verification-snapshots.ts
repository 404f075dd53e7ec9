import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import {
  type VerifiedClaims,
  type VerifiedView,
  verificationOutcomes,
} from '../../../electron/contract/verification-view.ts';
import { counting, snapshotOf } from './snapshot-of.ts';

const { timeLeft } = counting;

const claims: VerifiedClaims = {
  title: {
    'zh-CN': '不动产登记信息查询证明（有无房）',
    en: 'Certificate of Housing Registration Status',
  },
  certificateNumber: 'ZF20261120-7K3M9QXAB2',
  department: '潇湘市不动产登记中心',
  station: '潇湘市清溪区滨江街道政务服务驿站',
  purpose: '子女入学',
  maskedName: '林**',
  maskedIdNumber: '4****************9',
  agent: null,
  assuranceLevel: 3,
  issuedAt: Date.UTC(2026, 10, 20, 4),
  expiresAt: Date.UTC(2026, 11, 20, 4),
  facts: null,
};

const facts: VerifiedClaims['facts'] = {
  rows: [
    { label: '查询范围', value: '潇湘市全域' },
    { label: '查询期间', value: '有登记记录以来至本证明开具之时' },
    { label: '查询结果', value: '有住房登记' },
    { label: '登记套数', value: '1 套' },
    { label: 'source', value: '不动产登记簿' },
  ],
  tables: [
    {
      heading: '住房登记明细',
      columns: ['不动产权证号', '坐落', '建筑面积(㎡)', '用途', '共有情况', '登记日期'],
      rows: [
        [
          '湘（2021）潇湘市不动产权第0012345号',
          '潇湘市岳云区桂花路18号3栋502',
          '89.52',
          '成套住宅',
          '共同共有',
          '2021-06-18',
        ],
      ],
    },
  ],
};

const signed = ['genuine', 'revoked', 'expired', 'not-yet-valid'];

const verified = (changes: Partial<NonNullable<VerifiedView['result']>>): VerifiedView => ({
  screen: 'verified',
  result: {
    outcome: 'genuine',
    claims,
    revocations: 'current',
    clockBelieved: true,
    staffCode: 'genuine',
    ...changes,
  },
});

/** The screen of a certificate that was held to the scanner, in each of its states. */
export const verificationSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'attract-scanner': snapshotOf({
    screen: 'attract',
    unavailable: [],
    takesApplications: true,
    takesCertificates: true,
  }),
  'verified-working': snapshotOf({ screen: 'verified', result: null }),
  ...Object.fromEntries(
    verificationOutcomes.map((outcome) => [
      `verified-${outcome}`,
      snapshotOf(
        verified({ outcome, claims: signed.includes(outcome) ? claims : null, staffCode: outcome }),
        { timeLeft },
      ),
    ]),
  ),
  'verified-facts': snapshotOf(verified({ claims: { ...claims, facts } }), { timeLeft }),
  'verified-collected-by-agent': snapshotOf(
    verified({ claims: { ...claims, agent: { maskedName: '周**', way: 'authorisation' } } }),
    { timeLeft },
  ),
  'verified-offline': snapshotOf(verified({ revocations: 'kept', clockBelieved: false }), {
    timeLeft,
    line: 'offline',
    notices: ['clock-not-believed'],
  }),
};
