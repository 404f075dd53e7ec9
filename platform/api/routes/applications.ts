import type { FastifyInstance } from 'fastify';
import { courseFor } from '../../applications/read-course.ts';
import type { CourseContext } from '../../applications/advance.ts';
import { loadWorkingCalendar } from '../../contract/working-days.ts';
import { receiptNumberSchema } from '../../contract/submissions.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';

/** GET /v1/applications/:receiptNumber/course (platform/contract/course.ts). */
export const addApplicationRoutes = (
  server: FastifyInstance,
  context: Pick<CourseContext, 'database' | 'clock'>,
): void => {
  const { database, clock } = context;
  const calendar = loadWorkingCalendar();
  server.get<{ Params: { receiptNumber: string } }>(
    '/v1/applications/:receiptNumber/course',
    { config: { access: 'kiosk' } },
    async (request, reply) => {
      const number = receiptNumberSchema.safeParse(request.params.receiptNumber);
      const course = number.success
        ? await courseFor(
            { database, clock, calendar },
            { kioskId: kioskOf(request).kioskId, receiptNumber: number.data },
          )
        : undefined;
      return course === undefined
        ? sendProblem(reply, 'not-found')
        : reply.header('cache-control', 'no-store').send(course);
    },
  );
};
