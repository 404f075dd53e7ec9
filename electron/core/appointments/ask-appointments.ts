import type { AuditDetails } from '../../../db/audit-log.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import type { PlatformFailure } from '../../sync/platform-outcome.ts';
import { agencyField } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf, isAgencyProblem } from '../session/agency-types.ts';
import { accountEntry } from '../session/print-records.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';
import type { AppointmentServices, LineOutcome } from './appointment-types.ts';

export interface AppointmentOptions {
  readonly database: Pick<UnitOfWork, 'transaction'>;
  readonly client: Pick<
    PlatformClient,
    'querySlots' | 'bookAppointment' | 'queryAppointments' | 'cancelAppointment'
  >;
  readonly platformTime: { now(): number };
  /** Tells the line monitor what a real call found. */
  readonly onLine: (reachable: boolean) => void;
  readonly newId: () => string;
  readonly log: Log;
}

const failed = (problem: Failure['problem'], staffCode: string) =>
  ({ outcome: 'failed', problem, staffCode }) as const;

/** No answer, and one that says that it cannot be done now, are both no line to a resident. */
const failureOf = (reply: PlatformFailure): Exclude<LineOutcome<never>, { outcome: 'answered' }> => {
  switch (reply.reason) {
    case 'unreachable':
    case 'not-genuine':
      return { outcome: 'offline' };
    case 'malformed-reply':
      return failed('platform-refused', 'platform-reply-malformed');
    case 'refused':
      switch (reply.problem) {
        case 'busy':
        case 'internal-error':
          return { outcome: 'offline' };
        case 'unknown-person':
          return failed('person-unknown', 'platform-refused unknown-person');
        case 'person-data-differs':
          return failed('person-data-differs', 'platform-refused person-data-differs');
        default:
          if (isAgencyProblem(reply.problem)) {
            return failed(reply.problem, `platform-refused ${reply.problem}`);
          }
          return failed('platform-refused', `platform-refused ${reply.problem}`);
      }
  }
};

/**
 * Asks the platform for free half hours, books and gives back. Before anything of a person is asked it is written down; the
 * kiosk keeps nothing else of an appointment than these entries.
 */
export const createAppointmentServices = (
  options: AppointmentOptions,
): Omit<AppointmentServices, 'printAppointment'> => {
  const { database, client, platformTime, log } = options;

  const record = (
    person: IdentifiedPerson,
    entry: {
      readonly action: string;
      readonly subject: string;
      readonly reason?: string;
      readonly details?: AuditDetails;
    },
  ) =>
    database.transaction(({ audit }) => {
      audit.append(accountEntry(accountOf(person), entry));
      return { ok: true };
    });

  const heard = <Value>(
    reply: { readonly ok: true; readonly value: Value } | PlatformFailure,
  ): LineOutcome<Value> => {
    options.onLine(reply.ok || reply.reason === 'refused');
    if (reply.ok) return { outcome: 'answered', value: reply.value };
    log.info('appointments-not-answered', { reason: reply.reason });
    return failureOf(reply);
  };

  const whoAsks = (person: IdentifiedPerson) => {
    const { name, sex, idNumber, assuranceLevel } = person;
    return { holder: { name, sex, idNumber }, assuranceLevel, ...agencyField(person) };
  };
  const now = (): number => Math.round(platformTime.now());

  return {
    newBookingId: options.newId,
    findTimes: async (item) => {
      const reply = await client.querySlots({ item });
      if (!reply.ok && reply.reason === 'refused' && reply.problem === 'not-found') {
        options.onLine(true);
        return { outcome: 'answered', value: [] };
      }
      const outcome = heard(reply);
      return outcome.outcome === 'answered' ? { outcome: 'answered', value: outcome.value.days } : outcome;
    },
    book: async ({ person, requestId, item, slot: { counter, startsAt } }) => {
      const details = { item, counter };
      const asked = record(person, { action: 'appointment.asked', subject: requestId, details });
      if (!asked.ok) return failed('could-not-record', asked.reason);
      const outcome = heard(
        await client.bookAppointment({
          requestId,
          ...whoAsks(person),
          item,
          counter,
          startsAt,
          consentedAt: now(),
        }),
      );
      if (outcome.outcome !== 'answered') return outcome;
      const reply = outcome.value;
      record(
        person,
        reply.outcome === 'booked'
          ? { action: 'appointment.booked', subject: reply.appointment.number, details: { requestId } }
          : { action: 'appointment.not-booked', subject: requestId, reason: reply.outcome },
      );
      return outcome;
    },
    findAppointments: async ({ visitId, person }) => {
      const asked = record(person, { action: 'appointments.asked', subject: visitId });
      if (!asked.ok) return failed('could-not-record', asked.reason);
      const outcome = heard(await client.queryAppointments({ ...whoAsks(person), askedAt: now() }));
      return outcome.outcome === 'answered'
        ? { outcome: 'answered', value: outcome.value.appointments }
        : outcome;
    },
    cancelAppointment: async ({ person, number }) => {
      const asked = record(person, { action: 'appointment.cancel-asked', subject: number });
      if (!asked.ok) return failed('could-not-record', asked.reason);
      const reply = await client.cancelAppointment(number, { ...whoAsks(person), askedAt: now() });
      const outcome = heard(reply);
      if (outcome.outcome !== 'answered') return outcome;
      const word = outcome.value.outcome;
      record(
        person,
        word === 'cancelled'
          ? { action: 'appointment.cancelled', subject: number }
          : { action: 'appointment.not-cancelled', subject: number, reason: word },
      );
      return { outcome: 'answered', value: word };
    },
  };
};
