import type { Intent } from '../../contract/intents.ts';
import { bookableItem } from '../appointments/appointment-types.ts';
import type { Surroundings } from './surroundings.ts';
import type { VisitContext, VisitEvent } from './visit-context.ts';

/** What a touch means that is about appointments; undefined where it is not. */
export const appointmentEventOf = (
  intent: Intent,
  { appointment, person }: VisitContext,
  around: Surroundings,
): VisitEvent | 'unknown-choice' | 'not-now' | undefined => {
  switch (intent.name) {
    case 'findTimes': {
      if (person === null && around.readerProblem !== null) return 'not-now';
      const item = bookableItem(around.appointments, intent.itemCode);
      return item === undefined ? 'unknown-choice' : { type: 'findTimes', item };
    }
    case 'chooseDay': {
      const found = appointment.days.find(({ day }) => day === intent.day);
      return found?.slots.some(({ free }) => free > 0)
        ? { type: 'chooseDay', day: found.day }
        : 'unknown-choice';
    }
    case 'chooseTime': {
      const slot = appointment.days
        .find(({ day }) => day === appointment.day)
        ?.slots.find(
          ({ counter, startsAt, free }) =>
            free > 0 && counter === intent.counter && startsAt === intent.startsAt,
        );
      return slot === undefined ? 'unknown-choice' : { type: 'chooseTime', slot };
    }
    case 'openAppointment': {
      const found = appointment.mine.find(({ number }) => number === intent.number);
      return found === undefined ? 'unknown-choice' : { type: 'openAppointment', appointment: found };
    }
    case 'printAppointment':
      return around.printerProblem === null ? { type: 'printAppointment' } : 'not-now';
    case 'openAppointments':
    case 'confirmBooking':
    case 'cancelAppointment':
    case 'confirmCancelling':
      return { type: intent.name };
    default:
      return undefined;
  }
};
