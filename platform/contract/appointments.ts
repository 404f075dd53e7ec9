import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { localizedTextSchema } from './catalogue.ts';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * Appointments 预约 at a counter of a service hall.
 *
 * Collection `appointments` of the feed, id `directory`: which items take appointments, at which counters, and when these
 * are open. A kiosk shows it with or without a line; which times are free only the platform knows:
 *
 *   POST /v1/appointment-slots/query             SlotQuery → SlotReply; nobody is named
 *   POST /v1/appointments                        BookingRequest → BookingReply; the same `requestId` again gets the first word
 *   POST /v1/appointments/query                  AppointmentQuery → AppointmentReply: one's own that are still to come
 *   POST /v1/appointments/:number/cancellation   CancellationRequest → CancellationReply; 404 `not-found` for no such one of one's own
 *
 * The last three are refused with `unknown-person`, `person-data-differs` and `assurance-level-too-low` like the queries of
 * the certificate library: a QR code does not book.
 */

/** HH:MM in China, on the half hour: a slot has half an hour. */
const halfHour = z.string().regex(/^([01]\d|2[0-3]):[03]0$/);

/** Length of a slot, milliseconds. */
export const slotLength = 30 * 60_000;

/** Milliseconds since the Unix epoch, at most the year 9999. */
const time = z.number().int().nonnegative().max(253_402_300_799_999);

export const counterHoursSchema = z
  .strictObject({
    /** Working days as the State Council announces them (working-days.ts); `free-days` are all others. */
    days: z.enum(['working-days', 'free-days', 'every-day']),
    /** First slot, and the end of the last. */
    from: halfHour,
    until: halfHour,
    /** How many people may come in each half hour. */
    capacity: z.number().int().min(1).max(100),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'lies before the beginning' });
export type CounterHours = z.infer<typeof counterHoursSchema>;

const counterCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

export const counterSchema = z.strictObject({
  code: counterCodeSchema,
  /** The hall 政务服务中心, and the window in it. */
  hall: localizedTextSchema,
  window: localizedTextSchema,
  department: localizedTextSchema,
  address: localizedTextSchema,
  telephone: z.string().regex(/^[0-9][0-9 -]{2,19}$/),
  hours: z.array(counterHoursSchema).min(1).max(7),
  /** Days on which it is closed besides, YYYY-MM-DD. */
  closedOn: z.array(z.iso.date()).max(60),
});
export type Counter = z.infer<typeof counterSchema>;

export const appointmentDirectorySchema = z
  .strictObject({
    counters: z.array(counterSchema).max(500),
    items: z
      .array(
        z.strictObject({
          item: itemCodeSchema,
          name: localizedTextSchema,
          counters: z.array(counterCodeSchema).min(1).max(3),
        }),
      )
      .max(20_000),
    /** Days, today among them, on which one may book ahead. */
    daysAhead: z.number().int().min(1).max(30),
    /** Appointments to come that one resident may hold. */
    mostOpen: z.number().int().min(1).max(20),
  })
  .refine(
    ({ counters, items }) => {
      const known = new Set(counters.map(({ code }) => code));
      return items.every((one) => one.counters.every((code) => known.has(code)));
    },
    { path: ['items'], error: 'names a counter that is not there' },
  );
export type AppointmentDirectory = z.infer<typeof appointmentDirectorySchema>;

export const slotQuerySchema = z.strictObject({ item: itemCodeSchema });
export type SlotQuery = z.infer<typeof slotQuerySchema>;

/** Open days of one reply at most, and slots of a day. */
export const mostDays = 30;
const mostSlots = 144;

export const slotSchema = z.strictObject({
  counter: counterCodeSchema,
  startsAt: time,
  /** How many may still come. */
  free: z.number().int().min(0).max(100),
});
export type Slot = z.infer<typeof slotSchema>;

export const slotReplySchema = z.strictObject({
  answeredAt: time,
  /** Days on which a counter is open, the next first; each with all of its slots that are still to come, in their order. */
  days: z
    .array(z.strictObject({ day: z.iso.date(), slots: z.array(slotSchema).min(1).max(mostSlots) }))
    .max(mostDays),
});
export type SlotReply = z.infer<typeof slotReplySchema>;
export type DayOfSlots = SlotReply['days'][number];

/** `YY20261124-7K3M9QXAB2`: day of the appointment in China, chance. */
export const appointmentNumberSchema = z.string().regex(/^YY\d{8}-[0-9A-HJKMNP-TV-Z]{10}$/);

export const appointmentSchema = z.strictObject({
  number: appointmentNumberSchema,
  item: itemCodeSchema,
  itemName: localizedTextSchema,
  counter: counterSchema.pick({ hall: true, window: true, department: true, address: true, telephone: true }),
  startsAt: time,
});
export type Appointment = z.infer<typeof appointmentSchema>;

const whoAsks = {
  holder: certificateHolderSchema,
  assuranceLevel: assuranceLevelSchema,
  /** Who stands there for the holder; absent: the holder does. */
  agency: agencySchema.optional(),
};

export const bookingRequestSchema = z.strictObject({
  /** UUID; the same request sent twice is one appointment. */
  requestId: z.uuid(),
  ...whoAsks,
  item: itemCodeSchema,
  counter: counterCodeSchema,
  startsAt: time,
  /** When the resident agreed at the kiosk. */
  consentedAt: time,
});
export type BookingRequest = z.infer<typeof bookingRequestSchema>;

export const bookingReplySchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('booked'), appointment: appointmentSchema }),
  /** Somebody else was faster. */
  z.strictObject({ outcome: z.literal('taken') }),
  /** The counter takes nobody then: closed, too soon, too far ahead, or not for this item. */
  z.strictObject({ outcome: z.literal('closed') }),
  /** The resident holds as many as one may. */
  z.strictObject({ outcome: z.literal('too-many'), limit: z.number().int().min(1) }),
]);
export type BookingReply = z.infer<typeof bookingReplySchema>;

export const appointmentQuerySchema = z.strictObject({ ...whoAsks, askedAt: time });
export type AppointmentQuery = z.infer<typeof appointmentQuerySchema>;

export const appointmentReplySchema = z.strictObject({
  answeredAt: time,
  /** The next first. */
  appointments: z.array(appointmentSchema).max(20),
});
export type AppointmentReply = z.infer<typeof appointmentReplySchema>;

export const cancellationRequestSchema = z.strictObject({ ...whoAsks, askedAt: time });
export type CancellationRequest = z.infer<typeof cancellationRequestSchema>;

/** `too-late`: it has begun. What was cancelled before is cancelled. */
export const cancellationReplySchema = z.strictObject({ outcome: z.enum(['cancelled', 'too-late']) });
export type CancellationReply = z.infer<typeof cancellationReplySchema>;
