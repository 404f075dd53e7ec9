import { apiVersion, type Problem, type ProblemReason } from '../api.ts';
import type { Content, Operation, Parameter } from './operation.ts';
import { operations } from './operations.ts';
import { problems } from './problems.ts';
import { jsonSchemas, schemaReference } from './schemas.ts';

/** What any request may meet, whatever it asks. */
const anyRequest: readonly ProblemReason[] = ['malformed-request', 'busy', 'internal-error'];
/** What a signed request may meet besides. */
const signedRequest: readonly ProblemReason[] = [
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'request-replayed',
];
const enrolledKiosk: readonly ProblemReason[] = ['unknown-kiosk', 'kiosk-revoked'];

const reasonsOf = ({ signature, request, reasons }: Operation): ProblemReason[] => [
  ...reasons,
  ...anyRequest,
  ...(signature === 'none' ? [] : signedRequest),
  ...(signature === 'kiosk' ? enrolledKiosk : []),
  ...(request === null ? [] : ['too-large' as const]),
];

/**
 * What the server says of a request that it cannot take in, under the reason `malformed-request` (RFC 9110 §15.5, RFC
 * 6585 §5). One that could not be read at all is answered without the binding to its signature.
 */
const unreadableRequest = {
  '408': 'The request did not come to its end in time.',
  '414': 'A part of the path is too long.',
  '415': 'The body is of another type than the route takes.',
  '431': 'The header fields are too large.',
} as const;
type UnreadableStatus = keyof typeof unreadableRequest;

const unreadableStatusesOf = ({ parameters, request }: Operation): UnreadableStatus[] => [
  '408',
  ...(parameters.some((parameter) => parameter.in === 'path') ? (['414'] as const) : []),
  ...(request === null ? [] : (['415'] as const)),
  '431',
];

const problemExample = (reason: ProblemReason, status = problems[reason].status): Problem => ({
  type: `urn:yizhan:problem:${reason}`,
  title: problems[reason].title,
  status,
  reason,
});

/** Each answer is signed, refusals too. */
const answerHeaders = (hasBody: boolean, mayRetryAfter = false): Record<string, unknown> => ({
  'Signature-Input': { $ref: '#/components/headers/SignatureInput' },
  Signature: { $ref: '#/components/headers/Signature' },
  ...(hasBody && { 'Content-Digest': { $ref: '#/components/headers/ContentDigest' } }),
  ...(mayRetryAfter && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
});

const contentOf = ({ mediaType, schema, example }: Content): Record<string, unknown> => ({
  [mediaType]: { schema: { $ref: schemaReference(schema) }, example },
});

const problemAnswer = (
  description: string,
  examples: readonly Problem[],
  mayRetryAfter = false,
): Record<string, unknown> => ({
  description,
  headers: answerHeaders(true, mayRetryAfter),
  content: {
    'application/problem+json': {
      schema: { $ref: schemaReference('Problem') },
      examples: Object.fromEntries(examples.map((example) => [example.reason, { value: example }])),
    },
  },
});

const unreadableAnswers = (operation: Operation): Record<string, unknown> =>
  Object.fromEntries(
    unreadableStatusesOf(operation).map((status) => [
      status,
      problemAnswer(`\`malformed-request\`: ${unreadableRequest[status]}`, [
        problemExample('malformed-request', Number(status)),
      ]),
    ]),
  );

const problemAnswers = (reasons: readonly ProblemReason[]): Record<string, unknown> => {
  const byStatus = Map.groupBy(reasons, (reason) => problems[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      problemAnswer(
        ofStatus.map((reason) => `\`${reason}\`: ${problems[reason].title}.`).join('\n'),
        ofStatus.map((reason) => problemExample(reason)),
        ofStatus.includes('busy'),
      ),
    ]),
  );
};

const parameterOf = ({ name, in: place, description, schema, example }: Parameter) => ({
  name,
  in: place,
  description,
  required: place === 'path',
  schema,
  example,
});

const operationOf = (operation: Operation): Record<string, unknown> => ({
  operationId: operation.id,
  summary: operation.summary,
  description: operation.description,
  security: operation.signature === 'none' ? [] : [{ kioskSignature: [] }],
  parameters: operation.parameters.map(parameterOf),
  ...(operation.request && { requestBody: { required: true, content: contentOf(operation.request) } }),
  responses: {
    ...(operation.answer === null
      ? { '204': { description: 'Done.', headers: answerHeaders(false) } }
      : {
          '200': {
            description: 'Done.',
            headers: answerHeaders(true),
            content: contentOf(operation.answer),
          },
        }),
    ...problemAnswers(reasonsOf(operation)),
    ...unreadableAnswers(operation),
  },
});

const paths = (): Record<string, unknown> =>
  Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, atPath]) => [
      path,
      Object.fromEntries(atPath.map((operation) => [operation.method, operationOf(operation)])),
    ]),
  );

const header = (description: string, example: string) => ({
  description,
  required: true,
  schema: { type: 'string' },
  example,
});

const signatureDescription =
  'HTTP Message Signature (RFC 9421, ecdsa-p256-sha256) under the label `kiosk` over "@method", "@authority", "@path", "@query" and, with a body, "content-digest" (RFC 9530, sha-256) and "content-type"; parameters created (platform time, seconds, within 300 of it), nonce (16 to 64 characters of base64url, once), keyid (RFC 7638 thumbprint) and tag "yizhan-kiosk".';

/** The contract as an OpenAPI 3.1 document: every route with its schemas, examples, refusals and signatures. */
export const openApiDocument = (): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Yizhan: kiosk and central platform',
    version: apiVersion,
    description:
      'Every answer, refusals too, is signed by the platform (RFC 9421, label `platform`) over "@status", with a body "content-digest" and "content-type", and to a signed request "signature";req;key="kiosk", with a published answer key; its tag is "yizhan-platform", or "yizhan-platform-unverified" for what is said of a request with a signature before that was verified. Failures are problem documents (RFC 9457) whose `reason` tells a kiosk what to do. Times are milliseconds since the Unix epoch unless said otherwise.',
  },
  servers: [{ url: '/' }],
  paths: paths(),
  components: {
    schemas: jsonSchemas(),
    headers: {
      SignatureInput: header(
        'What the platform’s signature covers (RFC 9421 §4.1).',
        'platform=("@status" "content-digest" "content-type" "signature";req;key="kiosk");created=1795147200;keyid="answer-1a2b3c4d";tag="yizhan-platform"',
      ),
      Signature: header(
        'The platform’s signature, 64 bytes (RFC 9421 §4.2).',
        `platform=:${'A'.repeat(86)}==:`,
      ),
      RetryAfter: {
        ...header('Seconds after which the same request may be sent again (RFC 9110 §10.2.3).', '5'),
        required: false,
      },
      ContentDigest: header(
        'SHA-256 of the body (RFC 9530 §2).',
        'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      ),
    },
    securitySchemes: {
      kioskSignature: { type: 'apiKey', in: 'header', name: 'Signature', description: signatureDescription },
    },
  },
});
