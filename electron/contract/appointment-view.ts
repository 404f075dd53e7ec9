import { z } from 'zod';
import { deviceProblem } from './device-view.ts';
import { localizedText } from './locale.ts';

/** Appointments 预约 at a service hall, as they are seen. Free times say nothing of anybody; what is booked is the resident's own. */

/** Where one comes to: the hall, the window in it, and who answers its telephone. */
const placeShape = {
  hall: localizedText,
  window: localizedText,
  department: localizedText,
  address: localizedText,
  telephone: z.string(),
};
const place = z.strictObject(placeShape);
export type AppointmentPlaceView = z.infer<typeof place>;

const item = z.strictObject({ code: z.string(), name: localizedText });

/** Why the last try came to nothing; or that it did not. */
export const appointmentNotices = ['taken', 'closed', 'too-many', 'cancelled', 'too-late'] as const;
const notice = z.enum(appointmentNotices).nullable();

/** Chinese, with English where somebody wrote it. */
const guideText = z.union([z.string(), localizedText]);

export const appointmentFace = z.strictObject({
  number: z.string(),
  itemName: localizedText,
  ...placeShape,
  /** Milliseconds since the Unix epoch; half an hour. */
  startsAt: z.number().int(),
});
export type AppointmentFace = z.infer<typeof appointmentFace>;

/** The days ahead on which the item is taken, with how many half hours are free. */
export const appointmentDaysView = z.strictObject({
  screen: z.literal('appointmentDays'),
  item,
  days: z.array(z.strictObject({ day: z.string(), free: z.number().int() })),
  notice,
  /** Where it can be done, and who to call. */
  places: z.array(place).min(1),
});

/** The half hours of one day. */
export const appointmentTimesView = z.strictObject({
  screen: z.literal('appointmentTimes'),
  item,
  day: z.string(),
  slots: z.array(
    z.strictObject({
      counter: z.string(),
      startsAt: z.number().int(),
      free: z.number().int(),
      /** Named where the item has several. */
      window: localizedText.nullable(),
    }),
  ),
  place,
});

/** Everything once more, before it is booked. */
export const appointmentReviewView = z.strictObject({
  screen: z.literal('appointmentReview'),
  item,
  resident: z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() }),
  startsAt: z.number().int(),
  place,
  bring: z.array(guideText),
});

/** What the platform is being asked. */
export const appointmentWorks = ['slots', 'booking', 'mine', 'cancelling'] as const;

export const appointmentWorkingView = z.strictObject({
  screen: z.literal('appointmentWorking'),
  work: z.enum(appointmentWorks),
});

/** Nothing can be asked now: whom to call instead. After `booking` nobody knows what became of it. */
export const appointmentOfflineView = z.strictObject({
  screen: z.literal('appointmentOffline'),
  work: z.enum(appointmentWorks),
  places: z.array(
    z.strictObject({
      ...placeShape,
      /** When it is open, HH:MM. */
      hours: z.array(
        z.strictObject({
          days: z.enum(['working-days', 'free-days', 'every-day']),
          from: z.string(),
          until: z.string(),
        }),
      ),
    }),
  ),
});

/** One appointment: when, where, what to bring; booked a moment ago, or looked at. */
export const appointmentView = z.strictObject({
  screen: z.literal('appointment'),
  appointment: appointmentFace,
  isNew: z.boolean(),
  bring: z.array(guideText),
  /** What a telephone takes away: the text of the QR symbol. */
  takeAway: localizedText,
  print: z.enum(['not-asked', 'failed', 'unknown', 'printed']),
  printerProblem: deviceProblem.nullable(),
});

/** Those that are still to come, the next first. */
export const myAppointmentsView = z.strictObject({
  screen: z.literal('myAppointments'),
  appointments: z.array(appointmentFace),
  notice,
});

/** Whether it is really to be given back. */
export const appointmentCancelView = z.strictObject({
  screen: z.literal('appointmentCancel'),
  appointment: appointmentFace,
});
