import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requireToken } from '../admin/require-token.ts';
import { sendProblem } from '../api/problem.ts';
import { readBody } from '../api/read-body.ts';
import { loadWorkingCalendar } from '../applications/working-days.ts';
import type { PlatformClock } from '../clock.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { kioskIdSchema, reportedActors } from '../contract/kiosks.ts';
import { kioskLights } from '../kiosks/kiosk-light.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { approvalStates, listApprovals } from './approval-list.ts';
import { listApplications, listedStates } from './application-list.ts';
import { listFaults, listScarceSupplies } from './device-lists.ts';
import { listFeedback } from './feedback-list.ts';
import { kioskDetail } from './kiosk-detail.ts';
import { listKioskPage } from './kiosk-list.ts';
import { listVerifications, verificationStandings } from './verification-list.ts';
import { pageNumberSchema } from './paging.ts';

const longestSearch = 40;

const kioskSearchSchema = z.strictObject({
  page: pageNumberSchema,
  light: z.enum(kioskLights).optional(),
  search: z.string().max(longestSearch).default(''),
});
const pageSchema = z.strictObject({ page: pageNumberSchema });
const faultSearchSchema = z.strictObject({
  page: pageNumberSchema,
  actor: z.enum(reportedActors).optional(),
});
const applicationSearchSchema = z.strictObject({ page: pageNumberSchema, state: z.enum(listedStates) });
const approvalSearchSchema = z.strictObject({ page: pageNumberSchema, state: z.enum(approvalStates) });
const verificationSearchSchema = z.strictObject({
  page: pageNumberSchema,
  standing: z.enum(verificationStandings),
});
const kioskSchema = z.strictObject({ kioskId: kioskIdSchema });

/**
 * Adds what the console reads, for whoever has the administration's bearer token. What it does goes through the
 * administration itself (admin/admin-api.ts). Lists come a page at a time.
 *
 *   GET /admin/v1/console/kiosks?page&light&search  → KioskList
 *   GET /admin/v1/console/kiosks/:kioskId           → KioskDetail
 *   GET /admin/v1/console/supplies?page             → Page of ScarceSupply
 *   GET /admin/v1/console/faults?page&actor         → FaultList
 *   GET /admin/v1/console/applications?page&state   → ApplicationList
 *   GET /admin/v1/console/feedback?page             → Page of ListedFeedback
 *   GET /admin/v1/console/approvals?page&state      → ApprovalList
 *   GET /admin/v1/console/verifications?page&standing → VerificationList
 */
export const addConsoleApi = (
  server: FastifyInstance,
  context: {
    readonly database: PlatformDatabase;
    readonly clock: PlatformClock;
    readonly catalogue: Catalogue;
  },
  token: string,
): void => {
  const { database, clock } = context;
  const calendar = loadWorkingCalendar();
  server.register((console, _options, done) => {
    requireToken(console, token);
    const options = { config: { access: 'admin' } } as const;
    console.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });

    console.get('/admin/v1/console/kiosks', options, async (request, reply) => {
      const asked = readBody(kioskSearchSchema, request.query, reply);
      if (asked === undefined) {
        return reply;
      }
      const { page, light, search } = asked;
      return listKioskPage(database, clock.now(), { page, light, search });
    });
    console.get('/admin/v1/console/kiosks/:kioskId', options, async (request, reply) => {
      const asked = readBody(kioskSchema, request.params, reply);
      if (asked === undefined) {
        return reply;
      }
      const found = await kioskDetail(database, clock, asked.kioskId);
      return found ?? sendProblem(reply, 'not-found');
    });
    console.get('/admin/v1/console/supplies', options, async (request, reply) => {
      const asked = readBody(pageSchema, request.query, reply);
      return asked === undefined ? reply : listScarceSupplies(database, asked.page);
    });
    console.get('/admin/v1/console/faults', options, async (request, reply) => {
      const asked = readBody(faultSearchSchema, request.query, reply);
      return asked === undefined ? reply : listFaults(database, { page: asked.page, actor: asked.actor });
    });
    console.get('/admin/v1/console/applications', options, async (request, reply) => {
      const asked = readBody(applicationSearchSchema, request.query, reply);
      return asked === undefined ? reply : listApplications({ ...context, calendar }, asked);
    });
    console.get('/admin/v1/console/feedback', options, async (request, reply) => {
      const asked = readBody(pageSchema, request.query, reply);
      return asked === undefined ? reply : listFeedback(database, asked.page);
    });
    console.get('/admin/v1/console/approvals', options, async (request, reply) => {
      const asked = readBody(approvalSearchSchema, request.query, reply);
      return asked === undefined ? reply : listApprovals({ ...context, calendar }, asked);
    });
    console.get('/admin/v1/console/verifications', options, async (request, reply) => {
      const asked = readBody(verificationSearchSchema, request.query, reply);
      return asked === undefined ? reply : listVerifications({ ...context, calendar }, asked);
    });
    done();
  });
};
