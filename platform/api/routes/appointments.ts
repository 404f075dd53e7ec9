import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { loadWorkingCalendar } from '../../applications/working-days.ts';
import { book } from '../../appointments/book.ts';
import { type AppointmentContext, freeSlots } from '../../appointments/free-slots.ts';
import { cancelAppointment, ownAppointments } from '../../appointments/own-appointments.ts';
import {
  appointmentNumberSchema,
  appointmentQuerySchema,
  bookingRequestSchema,
  cancellationRequestSchema,
  slotQuerySchema,
} from '../../contract/appointments.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** The routes of platform/contract/appointments.ts. */
export const addAppointmentRoutes = (
  server: FastifyInstance,
  base: Pick<AppointmentContext, 'database' | 'clock'>,
): void => {
  const context: AppointmentContext = { ...base, calendar: loadWorkingCalendar(), randomBytes };
  const options = { config: { access: 'kiosk' } } as const;
  server.post('/v1/appointment-slots/query', options, async (request, reply) => {
    const query = readBody(slotQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const slots = await freeSlots(context, query.item);
    return slots === undefined
      ? sendProblem(reply, 'not-found')
      : reply.header('cache-control', 'no-store').send(slots);
  });
  server.post('/v1/appointments', options, async (request, reply) => {
    const asked = readBody(bookingRequestSchema, request.body, reply);
    if (asked === undefined) {
      return reply;
    }
    const result = await book(context, kioskOf(request).kioskId, asked);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
  server.post('/v1/appointments/query', options, async (request, reply) => {
    const query = readBody(appointmentQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await ownAppointments(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
  server.post<{ Params: { number: string } }>(
    '/v1/appointments/:number/cancellation',
    options,
    async (request, reply) => {
      const asked = readBody(cancellationRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const number = appointmentNumberSchema.safeParse(request.params.number);
      if (!number.success) {
        return sendProblem(reply, 'not-found');
      }
      const result = await cancelAppointment(context, number.data, asked);
      return result.outcome === 'answered'
        ? reply.header('cache-control', 'no-store').send(result.reply)
        : sendProblem(reply, result.reason);
    },
  );
};
