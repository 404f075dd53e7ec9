import type { AppointmentServices } from '../../electron/core/appointments/appointment-types.ts';

type Outcome<Name extends 'findTimes' | 'book' | 'findAppointments' | 'cancelAppointment'> = Awaited<
  ReturnType<AppointmentServices[Name]>
>;

/** What a test says the platform answered; each answers the newest call. */
export interface AppointmentAnswers {
  settleTimes(outcome: Outcome<'findTimes'>): Promise<void>;
  settleBooking(outcome: Outcome<'book'>): Promise<void>;
  settleAppointments(outcome: Outcome<'findAppointments'>): Promise<void>;
  settleCancelling(outcome: Outcome<'cancelAppointment'>): Promise<void>;
}

const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A call that waits for its answer. */
const waiting = <Value>() => {
  let answer: (value: Value) => void = () => undefined;
  return {
    ask: (): Promise<Value> =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    settle: async (value: Value): Promise<void> => {
      answer(value);
      await flush();
    },
  };
};

/** Appointments of a visit whose calls the test answers; each is noted in `calls`. */
export const createAppointmentDouble = (
  calls: string[],
): {
  readonly services: Omit<AppointmentServices, 'printAppointment'>;
  readonly answers: AppointmentAnswers;
} => {
  const times = waiting<Outcome<'findTimes'>>();
  const booking = waiting<Outcome<'book'>>();
  const appointments = waiting<Outcome<'findAppointments'>>();
  const cancelling = waiting<Outcome<'cancelAppointment'>>();
  return {
    services: {
      newBookingId: () => `booking ${calls.length}`,
      findTimes: (item) => {
        calls.push(`find times of ${item}`);
        return times.ask();
      },
      book: ({ person, requestId, slot }) => {
        calls.push(`book ${slot.startsAt} for ${person.name} as ${requestId}`);
        return booking.ask();
      },
      findAppointments: ({ person }) => {
        calls.push(`find appointments of ${person.name}`);
        return appointments.ask();
      },
      cancelAppointment: ({ number }) => {
        calls.push(`cancel ${number}`);
        return cancelling.ask();
      },
    },
    answers: {
      settleTimes: times.settle,
      settleBooking: booking.settle,
      settleAppointments: appointments.settle,
      settleCancelling: cancelling.settle,
    },
  };
};
