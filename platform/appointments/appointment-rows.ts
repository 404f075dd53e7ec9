import type { Appointment, AppointmentDirectory } from '../contract/appointments.ts';
import type { AppointmentTables } from '../store/appointment-tables.ts';

type Row = Pick<AppointmentTables['appointments'], 'appointment_number' | 'item' | 'counter' | 'starts_at'>;

/**
 * An appointment as the resident is told it, with the counter as it is published now; undefined where the counter is no
 * more: whoever closes one calls those who come.
 */
export const appointmentOf = (directory: AppointmentDirectory, row: Row): Appointment | undefined => {
  const counter = directory.counters.find(({ code }) => code === row.counter);
  if (counter === undefined) return undefined;
  const { hall, window, department, address, telephone } = counter;
  return {
    number: row.appointment_number,
    item: row.item,
    itemName: directory.items.find(({ item }) => item === row.item)?.name ?? counter.window,
    counter: { hall, window, department, address, telephone },
    startsAt: row.starts_at.getTime(),
  };
};
