import type { FastifyInstance } from 'fastify';
import type { CourseContext } from '../../applications/advance.ts';
import { applicationLight, queryProgress } from '../../applications/progress.ts';
import { courseFor } from '../../applications/read-course.ts';
import { loadWorkingCalendar } from '../../applications/working-days.ts';
import type { Catalogue } from '../../contract/catalogue.ts';
import { progressQuerySchema } from '../../contract/progress.ts';
import { receiptNumberSchema } from '../../contract/submissions.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/**
 * GET /v1/applications/:receiptNumber/course (platform/contract/course.ts), POST /v1/applications/query and
 * GET /v1/applications/:receiptNumber/light (platform/contract/progress.ts).
 */
export const addApplicationRoutes = (
  server: FastifyInstance,
  context: Pick<CourseContext, 'database' | 'clock'> & { readonly catalogue: Catalogue },
): void => {
  const course = { ...context, calendar: loadWorkingCalendar() };
  const options = { config: { access: 'kiosk' } } as const;
  server.get<{ Params: { receiptNumber: string } }>(
    '/v1/applications/:receiptNumber/course',
    options,
    async (request, reply) => {
      const number = receiptNumberSchema.safeParse(request.params.receiptNumber);
      const found = number.success
        ? await courseFor(course, { kioskId: kioskOf(request).kioskId, receiptNumber: number.data })
        : undefined;
      return found === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(found);
    },
  );
  server.post('/v1/applications/query', options, async (request, reply) => {
    const query = readBody(progressQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await queryProgress(course, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
  server.get<{ Params: { receiptNumber: string } }>(
    '/v1/applications/:receiptNumber/light',
    options,
    async (request, reply) => {
      const number = receiptNumberSchema.safeParse(request.params.receiptNumber);
      const light = number.success ? await applicationLight(course, number.data) : undefined;
      return light === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(light);
    },
  );
};
