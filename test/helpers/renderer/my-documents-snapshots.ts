import type { AccessEntry, HeldFace, ReadyFace } from '../../../electron/contract/my-documents.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import type { VisitView } from '../../../electron/contract/visit-view.ts';
import { counting, outOfPaper, resident, snapshotOf } from './snapshot-of.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const noon = Date.UTC(2026, 10, 20, 4);
const hour = 3_600_000;

const held = (
  index: number,
  kind: HeldFace['kind'],
  state: HeldFace['state'] = 'valid',
  validUntil: string | null = null,
): HeldFace => ({
  key: `held-${index}`,
  kind,
  number: '4****************4',
  state,
  validUntil,
});

const certificates: readonly HeldFace[] = [
  held(0, 'business-licence', 'expired', '2024-03-01'),
  held(1, 'household-booklet'),
  held(2, 'id-card'),
  held(3, 'marriage-certificate', 'cancelled'),
  held(4, 'medical-insurance-card'),
  held(5, 'senior-citizen-card'),
  held(6, 'social-security-card'),
  held(7, 'driving-licence', 'reported-lost', '2027-04-12'),
];

const family = {
  code: 'family-relation',
  everydayName: both('亲属关系证明', 'Proof of family relations'),
  officialName: both('亲属关系证明', 'Certificate of Family Relations'),
  description: both('网上申请、核查后出具', 'Applied for online'),
  department: both('潇湘市公安局', 'Xiaoxiang Public Security Bureau'),
  icon: 'users',
} as const;

const ready: ReadyFace = {
  key: 'ready-0',
  item: family,
  department: family.department,
  purpose: '公证',
  from: 'proof',
  elsewhere: null,
  until: noon + 720 * hour,
  printsLeft: 2,
};
const delivered: ReadyFace = { ...ready, key: 'ready-1', from: 'delivered', purpose: '继承' };
const elsewhere: ReadyFace = { ...ready, key: 'ready-2', elsewhere: '潇湘市岳云区桂花路便民驿站' };

const list: Extract<VisitView, { screen: 'myDocuments' }> = {
  screen: 'myDocuments',
  resident,
  library: 'listed',
  ready: [ready],
  certificates: [...certificates],
  printerProblem: null,
};

const certificate: Extract<VisitView, { screen: 'myCertificate' }> = {
  screen: 'myCertificate',
  certificate: {
    ...held(1, 'household-booklet'),
    holder: resident.maskedName,
    issuer: '潇湘市公安局清溪分局清溪派出所',
    validFrom: '2015-11-01',
    facts: [{ name: 'relation', value: '户*' }],
  },
  shown: false,
  item: {
    ...family,
    code: 'held-certificate',
    dataUsed: [],
    purposes: [],
    printsADay: 5,
    printsLeft: 5,
  },
  printerProblem: null,
};

const entry = (hoursAgo: number, changes: Partial<AccessEntry>): AccessEntry => ({
  at: noon - hoursAgo * hour,
  by: { kind: 'kiosk', stationCode: 'QS-001', here: true },
  agent: null,
  purpose: 'view',
  item: null,
  read: ['id-card', 'household-booklet', 'medical-insurance-card'],
  ...changes,
});
const entries: readonly AccessEntry[] = [
  entry(0, {}),
  entry(1, { agent: { maskedName: '周**', way: 'authorisation' }, purpose: 'progress', read: [] }),
  entry(2, { purpose: 'issued-proofs', read: [family.officialName] }),
  entry(30, {
    by: { kind: 'department', name: both('潇湘市民政局', 'Xiaoxiang Civil Affairs Bureau') },
    purpose: 'application-material',
    item: both('高龄津贴', 'Allowance for the elderly'),
    read: ['id-card'],
  }),
  entry(50, {
    by: { kind: 'kiosk', stationCode: 'YY-0203', here: false },
    purpose: 'certificate',
    read: [both('户籍证明', 'Certificate of Household Registration')],
  }),
  entry(80, { by: { kind: 'department', name: null }, purpose: 'application-material' }),
  entry(81, { purpose: 'print', read: ['id-card'] }),
];

/** 我的证照 in each of its states. */
export const myDocumentsSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'my-consent': snapshotOf({ screen: 'myConsent', resident }, counting),
  'my-consent-offline': snapshotOf({ screen: 'myConsent', resident }, { ...counting, line: 'offline' }),
  'my-loading': snapshotOf({ screen: 'myLoading', what: 'documents' }),
  'my-documents': snapshotOf(list, counting),
  'my-documents-for-another': snapshotOf(list, {
    ...counting,
    actingFor: { ...resident, way: 'child', agent: '向**' },
  }),
  'my-documents-offline': snapshotOf(
    { ...list, library: 'unreachable', ready: [delivered], certificates: [] },
    { ...counting, line: 'offline' },
  ),
  'my-documents-many': snapshotOf(
    { ...list, ready: [ready, delivered, elsewhere, { ...ready, key: 'ready-3', printsLeft: 0 }] },
    counting,
  ),
  'my-documents-no-paper': snapshotOf(
    { ...list, library: 'refused', ready: [delivered], certificates: [], printerProblem: outOfPaper },
    {
      ...counting,
      devices: [
        {
          role: 'printer',
          state: 'userError',
          reasons: [{ code: 'media-empty', severity: 'error', actor: 'staff' }],
        },
      ],
    },
  ),
  'my-documents-nothing': snapshotOf({ ...list, ready: [], certificates: [] }, counting),
  'my-certificate': snapshotOf(certificate, counting),
  'my-certificate-shown': snapshotOf(
    {
      ...certificate,
      certificate: {
        ...certificate.certificate,
        number: '430199019580312042817',
        holder: '张三',
        facts: [{ name: 'relation', value: '户主' }],
      },
      shown: true,
    },
    counting,
  ),
  'my-certificate-no-catalogue': snapshotOf({ ...certificate, item: null }, counting),
  'my-certificate-expired': snapshotOf(
    {
      ...certificate,
      certificate: {
        ...certificate.certificate,
        ...held(0, 'business-licence', 'expired', '2024-03-01'),
        facts: [
          { name: 'title', value: '潇****' },
          { name: 'business', value: '个****' },
        ],
      },
      item: null,
    },
    counting,
  ),
  'access-trail': snapshotOf(
    { screen: 'accessTrail', trail: 'listed', entries: [...entries], more: true },
    counting,
  ),
  'access-trail-offline': snapshotOf(
    { screen: 'accessTrail', trail: 'unreachable', entries: [], more: false },
    { ...counting, line: 'offline' },
  ),
};
