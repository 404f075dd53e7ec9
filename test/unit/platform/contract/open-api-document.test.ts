import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemReasons, problemSchema } from '../../../../platform/contract/api.ts';
import { readCursor } from '../../../../platform/feed/cursor.ts';
import { openApiDocument } from '../../../../platform/contract/openapi/open-api-document.ts';
import type { Content } from '../../../../platform/contract/openapi/operation.ts';
import { operations } from '../../../../platform/contract/openapi/operations.ts';
import { contractSchemas } from '../../../../platform/contract/openapi/schemas.ts';
import { submissionSchema } from '../../../../platform/contract/submissions.ts';

const mediaType = z.object({
  schema: z.object({ $ref: z.string() }),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
});
const answer = z.object({
  headers: z.record(z.string(), z.object({ $ref: z.string() })),
  content: z.record(z.string(), mediaType).optional(),
});
/** As much of OpenAPI as these tests look at. */
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ security: z.array(z.unknown()), responses: z.record(z.string(), answer) }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const document = documentSchema.parse(openApiDocument());
const answers = Object.values(document.paths).flatMap((methods) =>
  Object.values(methods).flatMap(({ responses }) => Object.entries(responses)),
);

const contents: [string, Content][] = operations.flatMap(({ id, request, answer }) => [
  ...(request ? [[`the request of ${id}`, request] satisfies [string, Content]] : []),
  ...(answer ? [[`the answer of ${id}`, answer] satisfies [string, Content]] : []),
]);

/** The routes as api.ts, pdf-signature/, kiosks.ts, submissions.ts, feed.ts, library.ts, course.ts and verifications.ts list them. */
const routes = [
  'get /v1/applications/{receiptNumber}/course',
  'get /v1/applications/{receiptNumber}/light',
  'get /v1/certificates/{number}',
  'get /v1/feed',
  'get /v1/health',
  'get /v1/keys',
  'get /v1/materials/{materialId}',
  'get /v1/openapi.json',
  'get /v1/root-certificate',
  'post /v1/agency/principals',
  'post /v1/applications/query',
  'post /v1/appointment-slots/query',
  'post /v1/appointments',
  'post /v1/appointments/query',
  'post /v1/appointments/{number}/cancellation',
  'post /v1/certificate-approvals/query',
  'post /v1/certificate-verifications',
  'post /v1/certificates',
  'post /v1/certificates/{number}/signature',
  'post /v1/credit-checks',
  'post /v1/enrolments',
  'post /v1/face-comparisons',
  'post /v1/identity-codes/redemptions',
  'post /v1/issued-proofs/query',
  'post /v1/issued-proofs/{certificateNumber}/handover',
  'post /v1/kiosks/self/health',
  'post /v1/kiosks/self/keys',
  'post /v1/known-answers',
  'post /v1/library/access-trail',
  'post /v1/library/query',
  'post /v1/policies/matches',
  'post /v1/submissions',
  'put /v1/materials/{materialId}/chunks/{index}',
];

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1, and every reference in it leads somewhere', async () => {
    const validator = new Validator();
    const whole = JSON.parse(JSON.stringify(openApiDocument()));
    expect(await validator.validate(whole)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const references = JSON.stringify(whole).match(/"#\/[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) {
      const found = JSON.parse(reference)
        .slice(2)
        .split('/')
        .reduce((part: Record<string, unknown> | undefined, name: string) => part?.[name], whole);
      expect(found, reference).toBeDefined();
    }
  });

  test('has every route of the contract, and no other', () => {
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(found.toSorted()).toEqual(routes);
  });

  test.each(contents)('shows an example for %s that fits its schema', (_what, { schema, example }) => {
    expect(contractSchemas[schema].parse(example)).toEqual(example);
  });

  test('shows messages that fit the schema of a message, which a batch does not look into', () => {
    const batch = contents.find(([, { schema }]) => schema === 'SubmissionBatch')?.[1].example;
    const messages = contractSchemas.SubmissionBatch.parse(batch).messages;
    expect(messages.map((message) => submissionSchema.parse(message).kind)).toEqual([
      'application',
      'rating',
      'correction',
      'supplement',
      'feedback',
      'kiosk-document',
      'kiosk-document',
    ]);
  });

  test('explains every reason somewhere, each with an example under its own status', () => {
    const shown = answers.flatMap(([status, { content }]) =>
      Object.entries(content?.['application/problem+json']?.examples ?? {}).map(([reason, { value }]) => {
        const problem = problemSchema.parse(value);
        expect(problem).toMatchObject({ reason, status: Number(status) });
        return reason;
      }),
    );
    expect([...new Set(shown)].toSorted()).toEqual([...problemReasons].toSorted());
  });

  test('signs every answer, and asks for a signature wherever a kiosk speaks', () => {
    expect(answers.length).toBeGreaterThan(operations.length * 3);
    for (const [status, { headers, content }] of answers) {
      expect(Object.keys(headers)).toEqual([
        'Signature-Input',
        'Signature',
        ...(content ? ['Content-Digest'] : []),
        ...(status === '503' ? ['Retry-After'] : []),
      ]);
    }
    const open = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) =>
        security.length === 0 ? [`${method} ${path}`] : [],
      ),
    );
    expect(open.toSorted()).toEqual([
      'get /v1/certificates/{number}',
      'get /v1/health',
      'get /v1/keys',
      'get /v1/openapi.json',
      'get /v1/root-certificate',
      'post /v1/certificate-verifications',
    ]);
  });

  test('says what becomes of a request that cannot be taken in, and of one for what is not there', () => {
    const statusesOf = (method: string, path: string): string[] =>
      Object.keys(document.paths[path]?.[method]?.responses ?? {});
    expect(statusesOf('put', '/v1/materials/{materialId}/chunks/{index}')).toEqual(
      expect.arrayContaining(['404', '408', '413', '414', '415', '431', '503']),
    );
    expect(statusesOf('get', '/v1/materials/{materialId}')).toEqual(
      expect.arrayContaining(['404', '408', '414', '431']),
    );
    expect(statusesOf('get', '/v1/feed')).toEqual(expect.arrayContaining(['408', '410', '431']));
    expect(statusesOf('get', '/v1/feed')).not.toContain('415');
  });

  test('shows a reading position as the platform gives it', () => {
    const parameter = operations.find(({ id }) => id === 'getFeed')?.parameters[0];
    expect(readCursor(String(parameter?.example))).toMatchObject({ sequence: 42 });
  });

  test('refers to named schemas instead of repeating them', () => {
    expect(document.components.schemas.Submission).toEqual({
      oneOf: [
        { $ref: '#/components/schemas/ApplicationSubmission' },
        { $ref: '#/components/schemas/RatingSubmission' },
        { $ref: '#/components/schemas/CorrectionSubmission' },
        { $ref: '#/components/schemas/SupplementSubmission' },
        { $ref: '#/components/schemas/FeedbackSubmission' },
        { $ref: '#/components/schemas/KioskDocumentSubmission' },
        { $ref: '#/components/schemas/CollectionSubmission' },
      ],
    });
  });
});
