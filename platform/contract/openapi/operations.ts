import { maximumMaterialChunks } from '../submissions.ts';
import { agencyRefusals } from '../agency.ts';
import { agencyOperations } from './agency-operations.ts';
import { appointmentOperations } from './appointment-operations.ts';
import { creditOperations } from './credit-operations.ts';
import { knownAnswersOperations } from './known-answers-operations.ts';
import { policyOperations } from './policy-operations.ts';
import { exampleParameters, examples } from './examples.ts';
import { approvalOperations } from './approval-operations.ts';
import type { Content, Operation, Parameter } from './operation.ts';
import type { SchemaName } from './schemas.ts';
import { serviceOperations } from './service-operations.ts';
import { signatureOperations } from './signature-operations.ts';
import { verificationOperations } from './verification-operations.ts';

const json = (schema: SchemaName, example: unknown): Content => ({
  mediaType: 'application/json',
  schema,
  example,
});

const materialId: Parameter = {
  name: 'materialId',
  in: 'path',
  description: 'Id of the material, a UUIDv7 made at the kiosk.',
  schema: { type: 'string', format: 'uuid' },
  example: exampleParameters.materialId,
};

export const operations: readonly Operation[] = [
  {
    id: 'getHealth',
    method: 'get',
    path: '/v1/health',
    summary: 'Whether the platform serves, and its time',
    description: 'Open to anybody.',
    signature: 'none',
    parameters: [],
    request: null,
    answer: json('Health', examples.health),
    reasons: [],
  },
  {
    id: 'getKeys',
    method: 'get',
    path: '/v1/keys',
    summary: 'The key set, signed by the root key',
    description:
      'Compact JWS (RFC 7515, ES256, typ `yizhan-key-set+jws`) by the root key that is pinned at each kiosk; its payload is a `KeySet`.',
    signature: 'none',
    parameters: [],
    request: null,
    answer: json('SignedKeySet', examples.signedKeySet),
    reasons: [],
  },
  {
    id: 'getOpenApi',
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This document',
    description: 'The contract that the platform serves, as OpenAPI 3.1.',
    signature: 'none',
    parameters: [],
    request: null,
    answer: json('OpenApiDocument', examples.openApi),
    reasons: [],
  },
  {
    id: 'getCertificateStatus',
    method: 'get',
    path: '/v1/certificates/{number}',
    summary: 'Whether a certificate is good',
    description: 'Says nothing of its holder.',
    signature: 'none',
    parameters: [
      {
        name: 'number',
        in: 'path',
        description: 'Number of the certificate, as printed.',
        schema: { type: 'string', pattern: '^[0-9A-Z-]{8,40}$' },
        example: exampleParameters.certificateNumber,
      },
    ],
    request: null,
    answer: json('CertificateStatus', examples.certificateStatus),
    reasons: ['not-found'],
  },
  {
    id: 'enrolKiosk',
    method: 'post',
    path: '/v1/enrolments',
    summary: 'Makes a kiosk known, by a one-time code',
    description:
      'The code works once, for one station, for a day. Signed with the private half of the key that it brings; its `keyid` is that key’s RFC 7638 thumbprint.',
    signature: 'brought',
    parameters: [],
    request: json('EnrolmentRequest', examples.enrolment),
    answer: json('EnrolmentReply', examples.enrolled),
    reasons: ['enrolment-code-invalid', 'station-mismatch'],
  },
  {
    id: 'rotateKey',
    method: 'post',
    path: '/v1/kiosks/self/keys',
    summary: 'Brings the kiosk’s next key',
    description:
      'Signed with the present key, which stays good until the next one has signed its first request. `proof` is a compact JWS by the next key (typ `yizhan-key-rotation+jws`) over `{ kioskId, keyId, issuedAt }`.',
    signature: 'kiosk',
    parameters: [],
    request: json('KeyRotationRequest', examples.rotation),
    answer: json('KeyRotationReply', examples.rotated),
    reasons: [],
  },
  {
    id: 'reportHealth',
    method: 'post',
    path: '/v1/kiosks/self/health',
    summary: 'How the kiosk is; the answer brings commands',
    description:
      'Nothing of any resident. Each command of the answer is a compact JWS (typ `yizhan-command+jws`) by an answer key over a `RemoteCommand` for this kiosk, with a number that only grows and an end; `order` is a `RemoteOrder`. It comes again with each answer until a report names its outcome or it has run out; the kiosk begins it once.',
    signature: 'kiosk',
    parameters: [],
    request: json('HealthReport', examples.healthReport),
    answer: json('HealthReply', examples.healthReply),
    reasons: [],
  },
  {
    id: 'issueCertificate',
    method: 'post',
    path: '/v1/certificates',
    summary: 'Issues a certificate',
    description:
      'COSE_Sign1 (RFC 9052) by the department’s key. The same `requestId` again gets the same bytes; with another content it is refused.',
    signature: 'kiosk',
    parameters: [],
    request: json('IssueCertificateRequest', examples.certificateRequest),
    answer: json('IssueCertificateReply', examples.certificate),
    reasons: [
      'unknown-kind',
      'unknown-purpose',
      'unknown-person',
      'person-data-differs',
      'assurance-level-too-low',
      'statement-too-long',
      'approval-pending',
      'approval-refused',
      'not-held',
      'request-id-reused',
      'station-mismatch',
      ...agencyRefusals,
    ],
  },
  {
    id: 'submitMessages',
    method: 'post',
    path: '/v1/submissions',
    summary: 'Hands in messages of the kiosk’s outbox',
    description:
      'One result a message, in their order. `received` and `refused` are final and given again to the same key, with the first time; a message that is malformed is refused alone.',
    signature: 'kiosk',
    parameters: [],
    request: json('SubmissionBatch', examples.batch),
    answer: json('SubmissionBatchReply', examples.batchReply),
    reasons: [],
  },
  {
    id: 'putMaterialChunk',
    method: 'put',
    path: '/v1/materials/{materialId}/chunks/{index}',
    summary: 'Uploads a sealed chunk of a material',
    description:
      'Compact JWE whose protected header names the application (`yzk`), the material (`yzm`), the place (`yzi`) and the count (`yzn`). The same chunk again is taken again; another one in its place is refused.',
    signature: 'kiosk',
    parameters: [
      materialId,
      {
        name: 'index',
        in: 'path',
        description: 'Place of the chunk, from 0.',
        schema: { type: 'integer', minimum: 0, maximum: maximumMaterialChunks - 1 },
        example: 0,
      },
    ],
    request: { mediaType: 'application/jose', schema: 'SealedChunk', example: examples.sealedChunk },
    answer: null,
    reasons: ['chunk-differs', 'not-found'],
  },
  {
    id: 'getMaterialStatus',
    method: 'get',
    path: '/v1/materials/{materialId}',
    summary: 'Which chunks of a material the platform has',
    description: 'Where an upload goes on after a break. A material of which nothing came has no chunks.',
    signature: 'kiosk',
    parameters: [materialId],
    request: null,
    answer: json('MaterialStatus', examples.materialStatus),
    reasons: ['not-found'],
  },
  {
    id: 'getFeed',
    method: 'get',
    path: '/v1/feed',
    summary: 'Published documents after a reading position',
    description:
      'Each document is a compact JWS (typ `yizhan-document+jws`) by an answer key over a `FeedDocument`. The kiosk stages pages until `more` is false and then puts all of them in place at once.',
    signature: 'kiosk',
    parameters: [
      {
        name: 'after',
        in: 'query',
        description: '`next` of the page before; empty at first, and after `cursor-unknown`.',
        schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{0,80}$' },
        example: exampleParameters.cursor,
      },
      {
        name: 'limit',
        in: 'query',
        description: 'Documents in the page at most.',
        schema: { type: 'integer', minimum: 1, maximum: 500 },
        example: 100,
      },
    ],
    request: null,
    answer: json('FeedPage', examples.feedPage),
    reasons: ['cursor-unknown'],
  },
  ...signatureOperations,
  ...serviceOperations,
  ...approvalOperations,
  ...agencyOperations,
  ...policyOperations,
  ...appointmentOperations,
  ...creditOperations,
  ...knownAnswersOperations,
  ...verificationOperations,
];
