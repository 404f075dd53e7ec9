import { assign } from 'xstate';
import {
  type AppointmentContext,
  type LineOutcome,
  noAppointment,
} from '../appointments/appointment-types.ts';
import { noCertificates, failed, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

const changed = (
  { appointment }: VisitContext,
  changes: Partial<AppointmentContext>,
): Pick<VisitContext, 'appointment'> => ({ appointment: { ...appointment, ...changes } });

/** What a call left that was refused. */
const refused = (output: LineOutcome<unknown>): Partial<VisitContext> =>
  output.outcome === 'failed' ? failed(output, null) : {};

const whoAsks = ({ visitId, person }: VisitContext) => ({
  visitId: present(visitId, 'visit id'),
  person: present(person, 'person'),
});

const chosenItem = ({ appointment }: VisitContext) => present(appointment.item, 'item');

/**
 * Appointments 预约: a time is looked for without anybody being identified, booked by the resident alone; one's own are
 * looked at and given back. Without a line the telephone of the hall is told.
 */
export const appointmentStates = (visit: VisitSetup) => ({
  askingTimes: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'appointmentOffline', actions: { type: 'noteStopped', params: 'slots' } },
    },
    invoke: {
      src: 'findTimes',
      input: ({ context }) => chosenItem(context).code,
      onDone: [
        {
          guard: ({ event }) => event.output.outcome === 'answered',
          target: 'appointmentDays',
          actions: assign(({ context, event }) =>
            event.output.outcome === 'answered'
              ? changed(context, { days: event.output.value, day: null, slot: null, requestId: null })
              : {},
          ),
        },
        {
          guard: ({ event }) => event.output.outcome === 'offline',
          target: 'appointmentOffline',
          actions: { type: 'noteStopped', params: 'slots' },
        },
        {
          target: 'problem',
          actions: assign(({ event }) => refused(event.output)),
        },
      ],
    },
  }),
  appointmentDays: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      chooseDay: {
        target: 'appointmentTimes',
        actions: assign(({ context, event }) => changed(context, { day: event.day, notice: null })),
      },
      back: 'hall',
      home: [
        { guard: 'isIdentified', target: 'choose' },
        { target: 'hall', actions: 'leaveAppointments' },
      ],
      endVisit: 'goodbye',
    },
  }),
  appointmentTimes: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      chooseTime: [
        { guard: 'isIdentified', target: 'identified', actions: 'noteTime' },
        { target: 'opening', actions: ['beginVisit', 'noteTime'] },
      ],
      back: 'appointmentDays',
      home: [
        { guard: 'isIdentified', target: 'choose' },
        { target: 'hall', actions: 'leaveAppointments' },
      ],
      endVisit: 'goodbye',
    },
  }),
  appointmentReview: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      confirmBooking: { target: 'bookingAppointment', actions: 'noteBookingId' },
      back: 'appointmentTimes',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  bookingAppointment: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'appointmentOffline', actions: { type: 'noteStopped', params: 'booking' } },
    },
    invoke: {
      src: 'bookAppointment',
      input: ({ context }) => ({
        ...whoAsks(context),
        requestId: present(context.appointment.requestId, 'booking id'),
        item: chosenItem(context).code,
        slot: present(context.appointment.slot, 'half hour'),
      }),
      onDone: [
        {
          guard: ({ event: { output } }) =>
            output.outcome === 'answered' && output.value.outcome === 'booked',
          target: 'appointment',
          actions: assign(({ context, event: { output } }) =>
            output.outcome === 'answered' && output.value.outcome === 'booked'
              ? {
                  ...changed(context, {
                    shown: { appointment: output.value.appointment, isNew: true },
                    print: 'not-asked',
                  }),
                  end: 'completed' as const,
                }
              : {},
          ),
        },
        {
          guard: ({ event: { output } }) =>
            output.outcome === 'answered' && output.value.outcome === 'too-many',
          target: 'askingAppointments',
          actions: assign(({ context }) => changed(context, { notice: 'too-many' })),
        },
        {
          guard: ({ event: { output } }) => output.outcome === 'answered',
          target: 'askingTimes',
          actions: assign(({ context, event: { output } }) =>
            changed(context, {
              notice: output.outcome === 'answered' && output.value.outcome === 'taken' ? 'taken' : 'closed',
            }),
          ),
        },
        {
          guard: ({ event: { output } }) => output.outcome === 'offline',
          target: 'appointmentOffline',
          actions: { type: 'noteStopped', params: 'booking' },
        },
        {
          target: 'problem',
          actions: assign(({ event }) => refused(event.output)),
        },
      ],
    },
  }),
  appointment: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      printAppointment: 'printingAppointment',
      cancelAppointment: 'appointmentCancel',
      back: {
        guard: ({ context }) => context.appointment.shown?.isNew === false,
        target: 'myAppointments',
      },
      finish: 'goodbye',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  printingAppointment: visit.createStateConfig({
    entry: ['pauseIdle', assign({ printProgress: noCertificates.printProgress })],
    invoke: {
      src: 'printAppointment',
      input: ({ context }) => ({
        person: present(context.person, 'person'),
        appointment: present(context.appointment.shown, 'appointment').appointment,
      }),
    },
    on: {
      printProgress: { actions: assign({ printProgress: ({ event }) => event.progress }) },
      printed: {
        target: 'appointment',
        actions: assign(({ context, event }) =>
          changed(context, {
            print: event.outcome.outcome === 'completed' ? 'printed' : event.outcome.outcome,
          }),
        ),
      },
    },
  }),
  askingAppointments: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'appointmentOffline', actions: { type: 'noteStopped', params: 'mine' } },
    },
    invoke: {
      src: 'findAppointments',
      input: ({ context }) => whoAsks(context),
      onDone: [
        {
          guard: ({ event }) => event.output.outcome === 'answered',
          target: 'myAppointments',
          actions: assign(({ context, event }) =>
            event.output.outcome === 'answered'
              ? changed(context, { mine: event.output.value, shown: null })
              : {},
          ),
        },
        {
          guard: ({ event }) => event.output.outcome === 'offline',
          target: 'appointmentOffline',
          actions: { type: 'noteStopped', params: 'mine' },
        },
        {
          target: 'problem',
          actions: assign(({ event }) => refused(event.output)),
        },
      ],
    },
  }),
  myAppointments: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      openAppointment: {
        target: 'appointment',
        actions: assign(({ context, event }) =>
          changed(context, {
            shown: { appointment: event.appointment, isNew: false },
            notice: null,
            print: 'not-asked',
          }),
        ),
      },
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  appointmentCancel: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      confirmCancelling: 'cancellingAppointment',
      back: 'appointment',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  cancellingAppointment: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: { target: 'appointmentOffline', actions: { type: 'noteStopped', params: 'cancelling' } },
    },
    invoke: {
      src: 'cancelAppointment',
      input: ({ context }) => ({
        ...whoAsks(context),
        number: present(context.appointment.shown, 'appointment').appointment.number,
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.outcome === 'answered',
          target: 'askingAppointments',
          actions: assign(({ context, event }) =>
            event.output.outcome === 'answered' ? changed(context, { notice: event.output.value }) : {},
          ),
        },
        {
          guard: ({ event }) => event.output.outcome === 'offline',
          target: 'appointmentOffline',
          actions: { type: 'noteStopped', params: 'cancelling' },
        },
        {
          target: 'problem',
          actions: assign(({ event }) => refused(event.output)),
        },
      ],
    },
  }),
  appointmentOffline: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      retry: [
        { guard: ({ context }) => context.appointment.stopped === 'slots', target: 'askingTimes' },
        { guard: ({ context }) => context.appointment.stopped === 'booking', target: 'bookingAppointment' },
        {
          guard: ({ context }) => context.appointment.stopped === 'cancelling',
          target: 'cancellingAppointment',
        },
        { target: 'askingAppointments' },
      ],
      back: [
        { guard: ({ context }) => context.appointment.stopped === 'slots', target: 'hall' },
        { target: 'choose' },
      ],
      home: [
        { guard: 'isIdentified', target: 'choose' },
        { target: 'hall', actions: 'leaveAppointments' },
      ],
      endVisit: 'goodbye',
    },
  }),
});

/** Looks for times of an item, from the beginning. */
export const timesFor = (item: AppointmentContext['item']): AppointmentContext => ({
  ...noAppointment,
  item,
});
