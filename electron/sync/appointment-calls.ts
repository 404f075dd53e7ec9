import type { z } from 'zod';
import {
  type AppointmentQuery,
  type AppointmentReply,
  appointmentReplySchema,
  type BookingReply,
  type BookingRequest,
  bookingReplySchema,
  type CancellationReply,
  type CancellationRequest,
  cancellationReplySchema,
  type SlotQuery,
  type SlotReply,
  slotReplySchema,
} from '../../platform/contract/appointments.ts';
import type { PlatformOutcome } from './platform-outcome.ts';

/** The calls about appointments (platform/contract/appointments.ts). */
export interface AppointmentCalls {
  /** The half hours at which an item is taken, and how many may still come. */
  querySlots(query: SlotQuery): Promise<PlatformOutcome<SlotReply>>;
  /** Books a half hour; asked again with the same `requestId`, it is the same appointment. */
  bookAppointment(request: BookingRequest): Promise<PlatformOutcome<BookingReply>>;
  /** The appointments to come of a resident. */
  queryAppointments(query: AppointmentQuery): Promise<PlatformOutcome<AppointmentReply>>;
  /** Gives one back; asked again, it stays given back. */
  cancelAppointment(
    number: string,
    request: CancellationRequest,
  ): Promise<PlatformOutcome<CancellationReply>>;
}

type Post = <Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  body: unknown,
) => Promise<PlatformOutcome<z.infer<Schema>>>;

export const appointmentCalls = (post: Post): AppointmentCalls => ({
  querySlots: (query) => post(slotReplySchema, 'v1/appointment-slots/query', query),
  bookAppointment: (request) => post(bookingReplySchema, 'v1/appointments', request),
  queryAppointments: (query) => post(appointmentReplySchema, 'v1/appointments/query', query),
  cancelAppointment: (number, request) =>
    post(cancellationReplySchema, `v1/appointments/${encodeURIComponent(number)}/cancellation`, request),
});
