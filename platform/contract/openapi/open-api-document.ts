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

const problemExample = (reason: ProblemReason): Problem => ({
  type: `urn:yizhan:problem:${reason}`,
  title: problems[reason].title,
  status: problems[reason].status,
  reason,
});

/** Each answer is signed, refusals too. */
const answerHeaders = (hasBody: boolean): Record<string, unknown> => ({
  'Signature-Input': { $ref: '#/components/headers/SignatureInput' },
  Signature: { $ref: '#/components/headers/Signature' },
  ...(hasBody && { 'Content-Digest': { $ref: '#/components/headers/ContentDigest' } }),
});

const contentOf = ({ mediaType, schema, example }: Content): Record<string, unknown> => ({
  [mediaType]: { schema: { $ref: schemaReference(schema) }, example },
});

const problemAnswers = (reasons: readonly ProblemReason[]): Record<string, unknown> => {
  const byStatus = Map.groupBy(reasons, (reason) => problems[reason].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus.map((reason) => `\`${reason}\`: ${problems[reason].title}.`).join('\n'),
        headers: answerHeaders(true),
        content: {
          'application/problem+json': {
            schema: { $ref: schemaReference('Problem') },
            examples: Object.fromEntries(
              ofStatus.map((reason) => [reason, { value: problemExample(reason) }]),
            ),
          },
        },
      },
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
      'Every answer, refusals too, is signed by the platform (RFC 9421, label `platform`) over "@status", with a body "content-digest" and "content-type", and to a signed request "signature";req;key="kiosk", with a published answer key. Failures are problem documents (RFC 9457) whose `reason` tells a kiosk what to do. Times are milliseconds since the Unix epoch unless said otherwise.',
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
