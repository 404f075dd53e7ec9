import type { CertificateStatus, Health, IssueCertificateReply, IssueCertificateRequest } from '../api.ts';
import type { FeedPage } from '../feed.ts';
import type {
  EnrolmentReply,
  EnrolmentRequest,
  HealthReply,
  HealthReport,
  KioskChain,
  KeyRotationReply,
  KeyRotationRequest,
} from '../kiosks.ts';
import type { MaterialStatus, Submission, SubmissionBatchReply } from '../submissions.ts';

/** Noon in China on 20 November 2026. Every person and place in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);

const keyId = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
const digest = 'uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek';
const applicationKey = '019aa0c0-5e00-7c3a-9d52-6f1d2a3b4c5d';
const ratingKey = '019aa0c0-6a10-7f21-8a44-0b1c2d3e4f50';
const correctionKey = '019aa0c1-3c10-7d21-8a44-5b6c7d8e9f01';
const feedbackKey = '019aa0c2-4d21-7e32-9b55-6c7d8e9f0a12';
const materialId = '019aa0c0-5e00-7d11-a1b2-c3d4e5f60718';
const jwk = {
  kty: 'EC' as const,
  crv: 'P-256' as const,
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** Shapes of signed and sealed texts; what they hold is signed by nobody. */
const jws = 'eyJhbGciOiJFUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAA';
const jwe = 'eyJhbGciOiJFQ0RILUVTIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';

/** Beginnings of certificates. */
const chain: KioskChain = { kiosk: 'MIICPzCCAeWgAwIBAgIQ', root: 'MIICKjCCAdCgAwIBAgIQ' };

const health: Health = { status: 'ok', time: noon, name: '潇湘市政务服务中心平台' };

const certificateStatus: CertificateStatus = {
  certificateNumber: 'ZF20261120-7K3M9QXAB2',
  kind: 'housing-status',
  department: 'xiaoxiang-real-estate',
  state: 'valid',
  issuedAt: noon / 1000,
  expiresAt: noon / 1000 + 30 * 86_400,
};

const enrolment: EnrolmentRequest = {
  code: '7K3M9-QXAB2-0FGHJ-4NPRS',
  stationCode: 'QX-0007',
  publicKey: jwk,
  appVersion: '0.1.0',
};
const enrolled: EnrolmentReply = { kioskId: 'K-7K3M9QXAB2', keyId, chain };

const rotation: KeyRotationRequest = { publicKey: jwk, proof: jws };
const rotated: KeyRotationReply = { keyId, chain };

const healthReport: HealthReport = {
  reportedAt: noon,
  appVersion: '0.1.0',
  versions: { electron: '45.0.0', node: '24.4.0', system: 'linux 6.12 x64' },
  lastStart: { at: noon - 86_400_000, after: 'power-cut' },
  queue: { pending: 3, refused: 0, oldestPendingAt: noon - 60_000 },
  devices: [
    {
      role: 'printer',
      state: 'online',
      reasons: [{ code: 'media-low', severity: 'warning', actor: 'staff' }],
      supplies: [{ name: 'Tray 1', kind: 'media', percent: 8, state: 'low' }],
    },
  ],
  auditHead: { sequence: 4711, hash: 'a'.repeat(64) },
  database: { bytes: 52_428_800, lastBackupAt: noon - 3_600_000 },
  commands: [{ number: noon - 120_000, outcome: 'done', reason: null, at: noon - 60_000 }],
};
const healthReply: HealthReply = { commands: [jws] };

const certificateRequest: IssueCertificateRequest = {
  requestId: '4f6d2c1e-8a3b-4c5d-9e7f-0a1b2c3d4e5f',
  kind: 'housing-status',
  purpose: 'purchase-eligibility',
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
  assuranceLevel: 2,
  consentedAt: noon - 2_000,
};
const certificate: IssueCertificateReply = { certificate: '0oRDoQEmoQRBMUGgWEAAAA' };

const application: Submission = {
  kind: 'application',
  key: applicationKey,
  receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
  item: 'old-age-allowance',
  formVersion: 1,
  assuranceLevel: 2,
  filedAt: noon,
  sealed: jwe,
  materials: [{ materialId, chunkDigests: [digest] }],
};
const rating: Submission = {
  kind: 'rating',
  key: ratingKey,
  subject: application.receiptNumber,
  level: 'very-satisfied',
  ratedAt: noon,
};
const correction: Submission = {
  kind: 'correction',
  key: correctionKey,
  receiptNumber: application.receiptNumber,
  position: 3,
  assuranceLevel: 2,
  filedAt: noon,
  sealed: jwe,
};
const supplement: Submission = {
  kind: 'supplement',
  key: '019aa0c0-6800-7c4d-9b21-2c3d4e5f6071',
  receiptNumber: application.receiptNumber,
  material: 'household-booklet',
  assuranceLevel: 2,
  filedAt: noon,
  sealed: jwe,
  materials: [{ materialId: '019aa0c0-6800-7d11-8a1b-d4e5f607182a', chunkDigests: [digest] }],
};
const feedback: Submission = {
  kind: 'feedback',
  key: feedbackKey,
  feedbackNumber: 'TS-QX-0007-20261120-3H8K2MXAB7',
  filedAt: noon,
  sealed: jwe,
};
const log: Submission = {
  kind: 'kiosk-document',
  key: '019aa0c0-7000-7b21-8c44-1b2c3d4e5f60',
  document: 'log',
  madeAt: noon,
  command: noon - 120_000,
  bytes: 180_000,
  digest,
  materials: [{ materialId: '019aa0c0-7000-7d11-a1b2-d4e5f6071829', chunkDigests: [digest] }],
};
const paper: Submission = {
  kind: 'kiosk-document',
  key: '019aa0c0-7400-7b21-8c44-2c3d4e5f6071',
  document: 'readiness-report-pdf',
  madeAt: noon,
  command: null,
  bytes: 90_000,
  digest,
  materials: [{ materialId: '019aa0c0-7400-7d11-a1b2-e5f60718293a', chunkDigests: [digest] }],
};
const batch = { messages: [application, rating, correction, supplement, feedback, log, paper] };
const batchReply: SubmissionBatchReply = {
  results: [
    { key: applicationKey, outcome: 'materials-missing', missing: [{ materialId, indexes: [0] }] },
    { key: ratingKey, outcome: 'received', receivedAt: noon },
    { key: correctionKey, outcome: 'refused', reason: 'correction-not-asked', refusedAt: noon },
    { key: supplement.key, outcome: 'received', receivedAt: noon },
    { key: feedbackKey, outcome: 'received', receivedAt: noon },
    { key: '', outcome: 'refused', reason: 'malformed-message', refusedAt: noon },
    { key: paper.key, outcome: 'received', receivedAt: noon },
  ],
};
const materialStatus: MaterialStatus = { received: [{ index: 0, digest }] };

const cursor = '42-0c9e1a6b-3f4d-4e2a-9b7c-5d8f60718293';
const feedPage: FeedPage = { documents: [jws], next: cursor, more: false, keySetIssuedAt: noon };

/** Example values; a unit test holds each against the schema under which the document shows it. */
export const examples = {
  batch,
  batchReply,
  certificate,
  certificateRequest,
  certificateStatus,
  empty: {},
  enrolled,
  enrolment,
  feedPage,
  health,
  healthReply,
  healthReport,
  materialStatus,
  openApi: { openapi: '3.1.0' },
  rotated,
  rotation,
  sealedChunk: jwe,
  signedKeySet: { jws },
} as const;

export const exampleParameters = {
  cursor,
  materialId,
  certificateNumber: certificateStatus.certificateNumber,
};
