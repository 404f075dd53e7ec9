import type { ApplicationCourse } from '../course.ts';
import type { CodeRedemptionReply, CodeRedemptionRequest } from '../identity-code/redemption.ts';
import type { LibraryQuery, LibraryReply } from '../library.ts';
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
  package: {
    code: 'opening-shop',
    number: 'SL-QX-0007-20261120-3N8RVWTC5D',
    dependsOn: [{ receiptNumber: 'SL-QX-0007-20261120-9F2HJ6KX4B', state: 'decided' }],
  },
};

const redemption: CodeRedemptionRequest = {
  redemptionId: '019aa0c0-7b20-7e32-8b55-1c2d3e4f5061',
  codeId: 'q83vEjRWeJq83vEjRWeJqw',
  keyId: 'city-app-NzbLsXh8',
};
const redeemed: CodeRedemptionReply = { redeemedAt: noon };

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
    reasons: ['unknown-person', 'person-data-differs', 'assurance-level-too-low'],
  },
  {
    id: 'getApplicationCourse',
    method: 'get',
    path: '/v1/applications/{receiptNumber}/course',
    summary: 'How far an application is',
    description:
      'Its steps so far, and the limit in working days that runs now. For the kiosk that filed it; another one is told that there is none.',
    signature: 'kiosk',
    parameters: [
      {
        name: 'receiptNumber',
        in: 'path',
        description: 'Receipt number of the application, as printed.',
        schema: { type: 'string', pattern: '^SL-[0-9A-Z-]{2,40}-\\d{8}-[0-9A-HJKMNP-TV-Z]{10}$' },
        example: receiptNumber,
      },
    ],
    request: null,
    answer: { mediaType: 'application/json', schema: 'ApplicationCourse', example: course },
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
];
