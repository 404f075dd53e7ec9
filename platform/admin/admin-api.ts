import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { courseMoveSchema } from '../applications/course-machine.ts';
import {
  certificateHolderSchema,
  certificateNumberSchema,
  certificateStationSchema,
} from '../contract/certificate/claims.ts';
import { embeddingTextSchema, faceModelSchema, readEmbedding } from '../contract/face-comparison.ts';
import { kioskPolicySchema } from '../contract/feed.ts';
import { kioskIdSchema, stationCodeSchema } from '../contract/kiosks.ts';
import { approvalNumberSchema } from '../contract/certificate-approvals.ts';
import { localizedNoticeSchema, longestCommandLife, remoteOrderSchema } from '../contract/remote-commands.ts';
import { idempotencyKeySchema, receiptNumberSchema } from '../contract/submissions.ts';
import { sendProblem } from '../api/problem.ts';
import { readBody } from '../api/read-body.ts';
import type { Administration } from './administration.ts';
import { requireToken } from './require-token.ts';

const maximumRequestBytes = 4 * 1024;

const reasonSchema = z.string().trim().min(1).max(200);
const enrolmentCodeRequestSchema = z.strictObject({ stationCode: stationCodeSchema });
const kioskRevocationSchema = z.strictObject({ kioskId: kioskIdSchema, reason: reasonSchema });
const keyRotationSchema = z.strictObject({ owner: z.string().regex(/^[0-9a-z-]{2,40}$/) });
const keyRevocationSchema = z.strictObject({ keyId: z.string().regex(/^[\x21-\x7e]{1,43}$/) });
const alertSettlementSchema = z.strictObject({ alertId: z.number().int().positive() });
const reopeningSchema = z.strictObject({ receiptNumber: receiptNumberSchema });
const certificateRevocationSchema = z.strictObject({
  certificateNumber: certificateNumberSchema,
  reason: reasonSchema,
});

/** A command that is meant for now is not done in a week, hence the end. */
const commandRequestSchema = z.strictObject({
  kioskId: kioskIdSchema,
  order: remoteOrderSchema,
  expiresInSeconds: z
    .number()
    .int()
    .min(60)
    .max(longestCommandLife / 1_000),
});

const preparationSchema = z.strictObject({
  certificateNumber: certificateNumberSchema,
  stationCode: stationCodeSchema,
});

const courseStepRequestSchema = z.strictObject({
  receiptNumber: receiptNumberSchema,
  department: z.string().regex(/^[0-9a-z-]{2,40}$/),
  clerk: z.string().regex(/^[0-9A-Za-z-]{1,40}$/),
  move: courseMoveSchema,
  /** Of the last step that the clerk has seen: what has moved on since is refused with `changed-meanwhile`. */
  seenPosition: z.number().int().min(1).max(1000).optional(),
});

const approvalDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ requestNumber: approvalNumberSchema, decision: z.literal('approve') }),
  z.strictObject({
    requestNumber: approvalNumberSchema,
    decision: z.literal('refuse'),
    reason: localizedNoticeSchema,
  }),
]);
const applicationNameSchema = z.strictObject({ receiptNumber: receiptNumberSchema });
const approvalNameSchema = z.strictObject({ requestNumber: approvalNumberSchema });

/** Media types of what kiosks hand in, unpacked. */
const documentTypes = {
  log: 'application/x-ndjson',
  'readiness-report': 'application/json',
  'readiness-report-pdf': 'application/pdf',
} as const;
/** A message of a kiosk: a log or a report, or a reply that was left to the staff. */
const messageNameSchema = z.strictObject({
  kioskId: kioskIdSchema,
  key: idempotencyKeySchema.transform((key) => key.toLowerCase()),
});

const approvalSchema = z.strictObject({
  idNumber: certificateHolderSchema.shape.idNumber,
  kind: z.string().max(41),
  purpose: z.string().max(41),
  station: certificateStationSchema,
});

const identityCodeRequestSchema = z.strictObject({ idNumber: certificateHolderSchema.shape.idNumber });

/** The longest embedding takes 11 KB. */
const maximumReferenceBytes = 16 * 1024;
const faceReferenceSchema = z.strictObject({
  idNumber: certificateHolderSchema.shape.idNumber,
  model: faceModelSchema,
  embedding: embeddingTextSchema.transform((text, context) => {
    const embedding = readEmbedding(text);
    if (embedding !== undefined) return embedding;
    context.addIssue('is no embedding of unit length');
    return z.NEVER;
  }),
});

/**
 * Adds the administration over HTTP, for whoever has the bearer token (RFC 6750). Bodies are JSON.
 *
 *   POST /admin/v1/enrolment-codes          { stationCode }               → { code, expiresAt }
 *   GET  /admin/v1/kiosks                                                  → { kiosks }
 *   POST /admin/v1/kiosk-revocations        { kioskId, reason }           → {}
 *   POST /admin/v1/kiosk-commands           { kioskId, order, expiresInSeconds } → { number } (contract/remote-commands.ts)
 *   POST /admin/v1/key-rotations            { owner }                     → { keyId }
 *   POST /admin/v1/key-revocations          { keyId }                     → {}
 *   POST /admin/v1/certificate-revocations  { certificateNumber, reason } → {}
 *   POST /admin/v1/policies                 KioskPolicy                    → { version }
 *   POST /admin/v1/prepared-documents       { certificateNumber, stationCode } → { kioskIds }
 *   POST /admin/v1/approved-proofs          { idNumber, kind, purpose, station } → { certificateNumber, collectUntil }
 *   GET  /admin/v1/alerts                                                  → { alerts }
 *   POST /admin/v1/alert-settlements        { alertId }                   → {}
 *   GET  /admin/v1/application-alerts                                      → { alerts }
 *   POST /admin/v1/application-reopenings   { receiptNumber }             → {}
 *   GET  /admin/v1/reply-alerts                                            → { alerts }
 *   POST /admin/v1/reply-reopenings         { kioskId, key }              → {}
 *   POST /admin/v1/course-steps             { receiptNumber, department, clerk, move, seenPosition? } → { state, position }
 *   POST /admin/v1/identity-codes           { idNumber }                  → { code, expiresAt }, where it plays the app
 *   POST /admin/v1/face-references        { idNumber, model, embedding } → {} (contract/face-comparison.ts)
 *   GET  /admin/v1/kiosk-documents/:kioskId/:key   → a log (lines of JSON) or a readiness report (JSON, or PDF) of a kiosk
 *   POST /admin/v1/approval-decisions       { requestNumber, decision, reason? } → {}
 *   GET  /admin/v1/approval-subjects/:requestNumber → { name, idNumber } of the person, for the clerk who decides
 *   GET  /admin/v1/applicants/:receiptNumber → { name, idNumber } of who filed it, for the clerk who looks into it
 *   GET  /admin/v1/correction-answers/:receiptNumber → { answers } of the applicant to what was asked last
 *   GET  /admin/v1/audit                                                   → { entries }
 *
 * What is not there, or is revoked already, is answered with 404.
 */
export const addAdminApi = (server: FastifyInstance, administration: Administration, token: string): void => {
  server.register((admin, _options, done) => {
    requireToken(admin, token);
    const options = { bodyLimit: maximumRequestBytes, config: { access: 'admin' } } as const;
    const doneOrNotFound = (isDone: boolean, reply: FastifyReply): FastifyReply =>
      isDone ? reply.send({}) : sendProblem(reply, 'not-found');

    admin.post('/admin/v1/enrolment-codes', options, async (request, reply) => {
      const asked = readBody(enrolmentCodeRequestSchema, request.body, reply);
      return asked === undefined ? reply : administration.createEnrolmentCode(asked.stationCode);
    });
    admin.get('/admin/v1/kiosks', options, async () => ({ kiosks: await administration.listKiosks() }));
    admin.post('/admin/v1/kiosk-revocations', options, async (request, reply) => {
      const asked = readBody(kioskRevocationSchema, request.body, reply);
      return asked === undefined
        ? reply
        : doneOrNotFound(await administration.revokeKiosk(asked.kioskId, asked.reason), reply);
    });
    admin.post('/admin/v1/kiosk-commands', options, async (request, reply) => {
      const asked = readBody(commandRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const { kioskId, order, expiresInSeconds } = asked;
      const number = await administration.giveCommand({ kioskId, order, life: expiresInSeconds * 1_000 });
      return number === undefined ? sendProblem(reply, 'not-found') : { number };
    });
    admin.post('/admin/v1/key-rotations', options, async (request, reply) => {
      const asked = readBody(keyRotationSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const keyId = await administration.rotateKeys(asked.owner);
      return keyId === undefined ? sendProblem(reply, 'not-found') : { keyId };
    });
    admin.post('/admin/v1/key-revocations', options, async (request, reply) => {
      const asked = readBody(keyRevocationSchema, request.body, reply);
      return asked === undefined ? reply : doneOrNotFound(await administration.revokeKey(asked.keyId), reply);
    });
    admin.post('/admin/v1/certificate-revocations', options, async (request, reply) => {
      const asked = readBody(certificateRevocationSchema, request.body, reply);
      return asked === undefined
        ? reply
        : doneOrNotFound(
            await administration.revokeCertificate(asked.certificateNumber, asked.reason),
            reply,
          );
    });
    admin.post('/admin/v1/policies', options, async (request, reply) => {
      const policy = readBody(kioskPolicySchema, request.body, reply);
      return policy === undefined ? reply : { version: await administration.publishPolicy(policy) };
    });
    admin.post('/admin/v1/prepared-documents', options, async (request, reply) => {
      const asked = readBody(preparationSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const prepared = await administration.prepareDocument(asked);
      return prepared.outcome === 'published'
        ? { kioskIds: prepared.kioskIds }
        : sendProblem(reply, 'not-found', { detail: prepared.reason });
    });
    admin.post('/admin/v1/approved-proofs', options, async (request, reply) => {
      const asked = readBody(approvalSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const approved = await administration.approveProof(asked);
      if (approved.outcome === 'refused') {
        return sendProblem(reply, approved.reason);
      }
      const { certificateNumber, collectUntil } = approved;
      return { certificateNumber, collectUntil };
    });
    admin.get('/admin/v1/alerts', options, async () => ({ alerts: await administration.listAlerts() }));
    admin.post('/admin/v1/alert-settlements', options, async (request, reply) => {
      const asked = readBody(alertSettlementSchema, request.body, reply);
      return asked === undefined
        ? reply
        : doneOrNotFound(await administration.settleAlert(asked.alertId), reply);
    });
    admin.get('/admin/v1/application-alerts', options, async () => ({
      alerts: await administration.listApplicationAlerts(),
    }));
    admin.post('/admin/v1/application-reopenings', options, async (request, reply) => {
      const asked = readBody(reopeningSchema, request.body, reply);
      return asked === undefined
        ? reply
        : doneOrNotFound(await administration.reopenApplication(asked.receiptNumber), reply);
    });
    admin.get('/admin/v1/reply-alerts', options, async () => ({
      alerts: await administration.listReplyAlerts(),
    }));
    admin.post('/admin/v1/reply-reopenings', options, async (request, reply) => {
      const asked = readBody(messageNameSchema, request.body, reply);
      return asked === undefined ? reply : doneOrNotFound(await administration.reopenReply(asked), reply);
    });
    admin.post('/admin/v1/course-steps', options, async (request, reply) => {
      const asked = readBody(courseStepRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const taken = await administration.takeStep(asked);
      return taken.outcome === 'advanced'
        ? { state: taken.state, position: taken.position }
        : sendProblem(reply, 'not-found', { detail: taken.reason });
    });
    admin.post('/admin/v1/identity-codes', options, async (request, reply) => {
      const asked = readBody(identityCodeRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const issued = await administration.issueIdentityCode(asked.idNumber);
      return issued === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(issued);
    });
    admin.post(
      '/admin/v1/face-references',
      { ...options, bodyLimit: maximumReferenceBytes },
      async (request, reply) => {
        const reference = readBody(faceReferenceSchema, request.body, reply);
        return reference === undefined
          ? reply
          : doneOrNotFound(await administration.putFaceReference(reference), reply);
      },
    );
    admin.get('/admin/v1/kiosk-documents/:kioskId/:key', options, async (request, reply) => {
      const asked = readBody(messageNameSchema, request.params, reply);
      if (asked === undefined) {
        return reply;
      }
      const read = await administration.readKioskDocument(asked);
      if (read.outcome !== 'opened') {
        return sendProblem(reply, 'not-found', { detail: read.outcome });
      }
      return reply
        .type(documentTypes[read.document])
        .header('cache-control', 'no-store')
        .send(Buffer.from(read.content));
    });
    admin.post('/admin/v1/approval-decisions', options, async (request, reply) => {
      const asked = readBody(approvalDecisionSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const { requestNumber, ...decided } = asked;
      return doneOrNotFound(await administration.decideApproval(requestNumber, decided), reply);
    });
    admin.get('/admin/v1/approval-subjects/:requestNumber', options, async (request, reply) => {
      const asked = readBody(approvalNameSchema, request.params, reply);
      if (asked === undefined) {
        return reply;
      }
      const subject = await administration.approvalSubject(asked.requestNumber);
      return subject === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(subject);
    });
    admin.get('/admin/v1/applicants/:receiptNumber', options, async (request, reply) => {
      const asked = readBody(applicationNameSchema, request.params, reply);
      if (asked === undefined) {
        return reply;
      }
      const applicant = await administration.applicant(asked.receiptNumber);
      return applicant === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(applicant);
    });
    admin.get('/admin/v1/correction-answers/:receiptNumber', options, async (request, reply) => {
      const asked = readBody(applicationNameSchema, request.params, reply);
      if (asked === undefined) {
        return reply;
      }
      const answer = await administration.correctionAnswer(asked.receiptNumber);
      return answer === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(answer);
    });
    admin.get('/admin/v1/audit', options, async () => ({ entries: await administration.auditTrail() }));
    done();
  });
};
