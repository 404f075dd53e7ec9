import type { Appointment, Counter } from '../../../platform/contract/appointments.ts';
import type { AppointmentFace } from '../../contract/appointment-view.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { appointmentTakeAway, whatToBring } from '../appointments/appointment-paper.ts';
import { residentView } from './certificate-view.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';

/** States of the chart whose screens are drawn here. */
export const appointmentStateNames = [
  'askingTimes',
  'appointmentDays',
  'appointmentTimes',
  'appointmentReview',
  'bookingAppointment',
  'appointment',
  'askingAppointments',
  'myAppointments',
  'appointmentCancel',
  'cancellingAppointment',
  'appointmentOffline',
] as const;
export type AppointmentState = (typeof appointmentStateNames)[number];

export const isAppointmentState = (state: string): state is AppointmentState =>
  appointmentStateNames.some((known) => known === state);

/** States of appointments from which `back` leads somewhere. */
export const appointmentGoesBack = (state: string, { appointment }: VisitContext): boolean =>
  isAppointmentState(state) &&
  (state === 'appointment'
    ? appointment.shown?.isNew === false
    : !['askingTimes', 'bookingAppointment', 'askingAppointments', 'cancellingAppointment'].includes(state));

const placeOf = ({ hall, window, department, address, telephone }: Appointment['counter']) => ({
  hall,
  window,
  department,
  address,
  telephone,
});

const faceOf = ({ number, itemName, counter, startsAt }: Appointment): AppointmentFace => ({
  number,
  itemName,
  ...placeOf(counter),
  startsAt,
});

/** Counters that can be called: those of the item, or all where it is about what is booked. */
const countersToCall = ({ appointment }: VisitContext, around: Surroundings): readonly Counter[] =>
  appointment.item?.counters ?? around.appointments?.counters ?? [];

/** The screens of appointments. */
export const appointmentScreen = (
  state: AppointmentState,
  context: VisitContext,
  around: Surroundings,
): VisitView => {
  const { appointment } = context;
  const item = () => {
    const { code, name } = present(appointment.item, 'item');
    return { code, name };
  };
  const counter = (code: string): Counter => {
    const { counters } = present(appointment.item, 'item');
    return counters.find((one) => one.code === code) ?? counters[0];
  };
  switch (state) {
    case 'askingTimes':
      return { screen: 'appointmentWorking', work: 'slots' };
    case 'bookingAppointment':
      return { screen: 'appointmentWorking', work: 'booking' };
    case 'askingAppointments':
      return { screen: 'appointmentWorking', work: 'mine' };
    case 'cancellingAppointment':
      return { screen: 'appointmentWorking', work: 'cancelling' };
    case 'appointmentDays':
      return {
        screen: 'appointmentDays',
        item: item(),
        days: appointment.days.map(({ day, slots }) => ({
          day,
          free: slots.filter(({ free }) => free > 0).length,
        })),
        notice: appointment.notice,
        places: present(appointment.item, 'item').counters.map(placeOf),
      };
    case 'appointmentTimes': {
      const day = present(appointment.day, 'day');
      const slots = appointment.days.find((one) => one.day === day)?.slots ?? [];
      const several = new Set(slots.map((slot) => slot.counter)).size > 1;
      return {
        screen: 'appointmentTimes',
        item: item(),
        day,
        slots: slots.map((slot) => ({ ...slot, window: several ? counter(slot.counter).window : null })),
        place: placeOf(counter(slots[0]?.counter ?? '')),
      };
    }
    case 'appointmentReview': {
      const slot = present(appointment.slot, 'half hour');
      return {
        screen: 'appointmentReview',
        item: item(),
        resident: residentView(present(context.person, 'person')),
        startsAt: slot.startsAt,
        place: placeOf(counter(slot.counter)),
        bring: [...whatToBring(around.hall, item().code)],
      };
    }
    case 'appointment': {
      const { appointment: shown, isNew } = present(appointment.shown, 'appointment');
      const bring = [...whatToBring(around.hall, shown.item)];
      return {
        screen: 'appointment',
        appointment: faceOf(shown),
        isNew,
        bring,
        takeAway: appointmentTakeAway(shown, bring),
        print: appointment.print,
        printerProblem: around.printerProblem,
      };
    }
    case 'myAppointments':
      return {
        screen: 'myAppointments',
        appointments: appointment.mine.map(faceOf),
        notice: appointment.notice,
      };
    case 'appointmentCancel':
      return {
        screen: 'appointmentCancel',
        appointment: faceOf(present(appointment.shown, 'appointment').appointment),
      };
    case 'appointmentOffline':
      return {
        screen: 'appointmentOffline',
        work: appointment.stopped,
        places: countersToCall(context, around).map((one) => ({
          ...placeOf(one),
          hours: one.hours.map(({ days, from, until }) => ({ days, from, until })),
        })),
      };
  }
};
