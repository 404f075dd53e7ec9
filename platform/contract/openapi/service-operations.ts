import { agencyRefusals } from '../agency.ts';
import type { ApplicationCourse } from '../course.ts';
import type { FaceComparisonReply, FaceComparisonRequest } from '../face-comparison.ts';
import type { CodeRedemptionReply, CodeRedemptionRequest } from '../identity-code/redemption.ts';
import type { HandoverReply, IssuedProofsReply } from '../issued-proofs.ts';
import type { AccessTrailReply, HolderQuery, LibraryQuery, LibraryReply } from '../library.ts';
import type { ApplicationLight, ProgressQuery, ProgressReply } from '../progress.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026, and 9:30 two days before. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);
const filed = Date.UTC(2026, 10, 18, 1, 30);
const minute = 60_000;

const receiptNumber = 'SL-QX-0007-20261118-7K3M9QXAB2';

const libraryQuery: LibraryQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  purpose: 'application-material',
  item: 'elderly-allowance',
  assuranceLevel: 2,
  consentedAt: noon - minute,
};

const libraryReply: LibraryReply = {
  accessedAt: noon,
  certificates: [
    {
      kind: 'driving-licence',
      number: '430199195803120429',
      issuer: '潇湘市公安局交通警察支队',
      validFrom: '2020-04-12',
      validUntil: '2026-04-12',
      state: 'expired',
      facts: { class: 'C1' },
    },
    {
      kind: 'id-card',
      number: '430199195803120429',
      issuer: '潇湘市公安局',
      validFrom: '2018-05-20',
      validUntil: null,
      state: 'valid',
      facts: {},
    },
  ],
};

const holderQuery: HolderQuery = {
  holder: libraryQuery.holder,
  assuranceLevel: 2,
  consentedAt: noon - minute,
};

const accessTrail: AccessTrailReply = {
  accessedAt: noon,
  entries: [
    {
      at: noon - 2 * minute,
      by: { kind: 'kiosk', stationCode: 'QX-0007' },
      agent: { maskedName: '周**', way: 'authorisation' },
      purpose: 'view',
      item: null,
      kinds: ['id-card', 'driving-licence'],
    },
    {
      at: filed,
      by: { kind: 'department', name: { 'zh-CN': '潇湘市民政局', en: 'Xiaoxiang Civil Affairs Bureau' } },
      agent: null,
      purpose: 'application-material',
      item: { 'zh-CN': '高龄津贴', en: 'Allowance for the elderly' },
      kinds: ['id-card'],
    },
  ],
  more: false,
};

const certificateNumber = 'QS20261118-7K3M9QXAB2';
const issuedProofs: IssuedProofsReply = {
  accessedAt: noon,
  proofs: [
    {
      certificateNumber,
      kind: 'family-relation',
      purpose: '公证',
      department: { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' },
      station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
      approvedAt: filed,
      collectUntil: filed + 30 * 1440 * minute,
    },
  ],
};
const handover: HandoverReply = { certificate: '0oRDoQEmoQRCMTFYIKNhYQ' };

const course: ApplicationCourse = {
  receiptNumber,
  item: 'elderly-allowance',
  state: 'accepted',
  steps: [
    { step: 'received', by: 'platform', takenAt: filed, detail: {} },
    { step: 'accepted-for-review', by: 'platform', takenAt: filed + minute, detail: {} },
    { step: 'accepted', by: 'department', takenAt: filed + 90 * minute, detail: {} },
  ],
  deadline: {
    waitsFor: 'department',
    limitWorkingDays: 10,
    usedWorkingDays: 2,
    dueOn: '2026-12-02',
    isEstimate: false,
    light: 'green',
  },
  promises: [
    {
      material: 'household-booklet',
      limitWorkingDays: 5,
      dueOn: '2026-11-25',
      handedInAt: null,
      light: 'green',
    },
  ],
  package: {
    code: 'opening-shop',
    number: 'SL-QX-0007-20261120-3N8RVWTC5D',
    dependsOn: [{ receiptNumber: 'SL-QX-0007-20261120-9F2HJ6KX4B', state: 'decided' }],
  },
};

const progressQuery: ProgressQuery = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 2,
  askedAt: noon,
  receiptNumbers: [receiptNumber],
};
const progressReply: ProgressReply = {
  answeredAt: noon,
  applications: [
    {
      receiptNumber,
      item: 'elderly-allowance',
      itemName: { 'zh-CN': '我年纪大了，要领高龄津贴', en: 'I want the allowance for people of great age' },
      department: { 'zh-CN': '民政局', en: 'Civil Affairs Bureau' },
      stationCode: 'QX-0007',
      filedAt: filed,
      state: 'corrections-asked',
      steps: [
        { step: 'received', by: 'platform', takenAt: filed, detail: {} },
        { step: 'accepted-for-review', by: 'platform', takenAt: filed + minute, detail: {} },
        {
          step: 'corrections-asked',
          by: 'department',
          takenAt: filed + 90 * minute,
          detail: { reason: '银行账号少一位，请重新填写。', fields: ['account'] },
        },
      ],
      deadline: {
        waitsFor: 'applicant',
        limitWorkingDays: 15,
        usedWorkingDays: 2,
        dueOn: '2026-12-09',
        isEstimate: false,
        light: 'yellow',
      },
      correction: {
        position: 3,
        reason: '银行账号少一位，请重新填写。',
        fields: [
          {
            kind: 'digits',
            name: 'account',
            label: { 'zh-CN': '银行账号', en: 'Bank account' },
            minimumLength: 16,
            maximumLength: 19,
          },
        ],
        isAnswered: false,
      },
      promises: [
        {
          material: 'household-booklet',
          name: { 'zh-CN': '户口簿', en: 'Household booklet' },
          limitWorkingDays: 5,
          dueOn: '2026-11-25',
          handedInAt: filed + 1440 * minute,
          light: 'green',
          isComing: false,
        },
      ],
      result: null,
    },
  ],
};
const light: ApplicationLight = {
  receiptNumber,
  state: 'accepted',
  since: filed + 90 * minute,
  deadline: course.deadline,
};

const receiptParameter = {
  name: 'receiptNumber',
  in: 'path',
  description: 'Receipt number of the application, as printed.',
  schema: { type: 'string', pattern: '^SL-[0-9A-Z-]{2,40}-\\d{8}-[0-9A-HJKMNP-TV-Z]{10}$' },
  example: receiptNumber,
} as const;

const redemption: CodeRedemptionRequest = {
  redemptionId: '019aa0c0-7b20-7e32-8b55-1c2d3e4f5061',
  codeId: 'q83vEjRWeJq83vEjRWeJqw',
  keyId: 'city-app-NzbLsXh8',
};
const redeemed: CodeRedemptionReply = { redeemedAt: noon };

/** Shape of a sealed text; it is sealed to nobody. */
const comparison: FaceComparisonRequest = {
  comparisonId: '019aa0c0-7b20-7e32-8b55-1c2d3e4f5062',
  sealed: 'eyJhbGciOiJFQ0RILUVTIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA',
};
const compared: FaceComparisonReply = { similarity: 0.613 };

/** What the platform knows of a resident's certificates and applications, and of the codes that name a resident. */
export const serviceOperations: readonly Operation[] = [
  {
    id: 'queryLibrary',
    method: 'post',
    path: '/v1/library/query',
    summary: 'The certificates that a resident holds',
    description:
      'Read from the certificate library, with the resident’s consent. The access is written to the resident’s access trail before the answer.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'LibraryQuery', example: libraryQuery },
    answer: { mediaType: 'application/json', schema: 'LibraryReply', example: libraryReply },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low', ...agencyRefusals],
  },
  {
    id: 'readAccessTrail',
    method: 'post',
    path: '/v1/library/access-trail',
    summary: 'Who read a resident’s data, when and what for',
    description: 'The latest first. That the trail was read is written to the trail before the answer.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'HolderQuery', example: holderQuery },
    answer: { mediaType: 'application/json', schema: 'AccessTrailReply', example: accessTrail },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low', 'agency-not-admitted'],
  },
  {
    id: 'listIssuedProofs',
    method: 'post',
    path: '/v1/issued-proofs/query',
    summary: 'Proofs that a department has approved and that lie ready',
    description: 'Each query is on the resident’s access trail before the answer.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'HolderQuery', example: holderQuery },
    answer: { mediaType: 'application/json', schema: 'IssuedProofsReply', example: issuedProofs },
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low', ...agencyRefusals],
  },
  {
    id: 'handOverProof',
    method: 'post',
    path: '/v1/issued-proofs/{certificateNumber}/handover',
    summary: 'Hands an approved proof over to a kiosk of its station',
    description:
      'The same kiosk may ask again and gets the same bytes; for a day no other does. That it was printed is told by a message of kind `collection`.',
    signature: 'kiosk',
    parameters: [
      {
        name: 'certificateNumber',
        in: 'path',
        description: 'Number of the proof.',
        schema: { type: 'string', pattern: '^[0-9A-Z-]{8,40}$' },
        example: certificateNumber,
      },
    ],
    request: { mediaType: 'application/json', schema: 'HolderQuery', example: holderQuery },
    answer: { mediaType: 'application/json', schema: 'HandoverReply', example: handover },
    reasons: [
      'unknown-person',
      'person-data-differs',
      'assurance-level-too-low',
      ...agencyRefusals,
      'not-ready',
      'not-found',
    ],
  },
  {
    id: 'getApplicationCourse',
    method: 'get',
    path: '/v1/applications/{receiptNumber}/course',
    summary: 'How far an application is',
    description:
      'Its steps so far, and the limit in working days that runs now. For the kiosk that filed it; another one is told that there is none.',
    signature: 'kiosk',
    parameters: [receiptParameter],
    request: null,
    answer: { mediaType: 'application/json', schema: 'ApplicationCourse', example: course },
    reasons: ['not-found'],
  },
  {
    id: 'queryApplications',
    method: 'post',
    path: '/v1/applications/query',
    summary: 'What a resident filed, wherever it was',
    description:
      'For the resident who stands at the kiosk: the newest applications with their steps, the limit that runs now, what the department wants of the applicant, and the result.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'ProgressQuery', example: progressQuery },
    answer: { mediaType: 'application/json', schema: 'ProgressReply', example: progressReply },
    reasons: ['unknown-person', 'person-data-differs', ...agencyRefusals],
  },
  {
    id: 'getApplicationLight',
    method: 'get',
    path: '/v1/applications/{receiptNumber}/light',
    summary: 'How the application of a receipt stands',
    description:
      'State and deadline for whoever holds the receipt, at any kiosk; nothing of its applicant, and not even what it is about. Under the number of a package, of the part that needs attention most.',
    signature: 'kiosk',
    parameters: [receiptParameter],
    request: null,
    answer: { mediaType: 'application/json', schema: 'ApplicationLight', example: light },
    reasons: ['not-found'],
  },
  {
    id: 'redeemIdentityCode',
    method: 'post',
    path: '/v1/identity-codes/redemptions',
    summary: 'Takes an identity code of the city’s app, once',
    description:
      'The first redemption wins; the same `redemptionId` again by the same kiosk gets the same reply. A kiosk without a line goes by signature and clock alone.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'CodeRedemptionRequest', example: redemption },
    answer: { mediaType: 'application/json', schema: 'CodeRedemptionReply', example: redeemed },
    reasons: ['code-unknown', 'code-expired', 'code-used'],
  },
  {
    id: 'compareFace',
    method: 'post',
    path: '/v1/face-comparisons',
    summary: 'How like a resident’s face is to the register of ID photos',
    description:
      'For a card whose photo cannot be read, with the resident’s consent. No picture is sent: `sealed` is a compact JWE over a `SealedFace`, whose protected header names the comparison (`yzk`). The similarity is answered, the kiosk decides; neither is kept here.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'FaceComparisonRequest', example: comparison },
    answer: { mediaType: 'application/json', schema: 'FaceComparisonReply', example: compared },
    reasons: [
      'unknown-person',
      'person-data-differs',
      'request-id-reused',
      'too-many-tries',
      'unknown-model',
      'no-reference',
    ],
  },
];
