import type { FastifyInstance } from 'fastify';
import { calculateJwkThumbprint } from 'jose';
import {
  type HealthReply,
  healthReportSchema,
  type KeyRotationReply,
  keyRotationRequestSchema,
} from '../../contract/kiosks.ts';
import { recordHealth } from '../../kiosks/health.ts';
import { commandsFor } from '../../kiosks/remote-commands.ts';
import { provesPossession } from '../../kiosks/key-rotation-proof.ts';
import { type ApiContext, kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

const maximumKeyBytes = 8 * 1024;
const maximumReportBytes = 64 * 1024;

/** Adds what a kiosk says of itself: its next key, and how it is. */
export const addKioskSelfRoutes = (server: FastifyInstance, context: ApiContext): void => {
  server.post('/v1/kiosks/self/keys', { bodyLimit: maximumKeyBytes }, async (request, reply) => {
    const asked = readBody(keyRotationRequestSchema, request.body, reply);
    if (asked === undefined) {
      return reply;
    }
    const { kioskId, stationCode } = kioskOf(request);
    const keyId = await calculateJwkThumbprint(asked.publicKey, 'sha256');
    const isProved = await provesPossession(asked.proof, asked.publicKey, {
      kioskId,
      keyId,
      now: context.clock.now(),
    });
    if (!isProved) {
      return sendProblem(reply, 'malformed-request', { detail: 'proof' });
    }
    const result = await context.kiosks.addNextKey(kioskId, { keyId, jwk: asked.publicKey });
    if (result === 'taken') {
      return sendProblem(reply, 'malformed-request', { detail: 'publicKey' });
    }
    const { publicKey } = asked;
    const chain = context.documentSigning.kioskChain({ stationCode, publicKey });
    const answer: KeyRotationReply = { keyId, chain };
    return answer;
  });

  server.post('/v1/kiosks/self/health', { bodyLimit: maximumReportBytes }, async (request, reply) => {
    const report = readBody(healthReportSchema, request.body, reply);
    if (report === undefined) {
      return reply;
    }
    const { kioskId } = kioskOf(request);
    await recordHealth(context.database, context.clock, kioskId, report);
    const answer: HealthReply = { commands: await commandsFor(context, kioskId) };
    return answer;
  });
};
