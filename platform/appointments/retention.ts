import type { PlatformDatabase } from '../store/open-store.ts';

/** How long an appointment is kept after its half hour, milliseconds: for whoever asks about one that was missed. */
export const appointmentRetention = 30 * 86_400_000;

/** Deletes appointments that are older; tells how many. */
export const purgeAppointments = async (database: PlatformDatabase, now: number): Promise<number> => {
  const { numDeletedRows } = await database
    .deleteFrom('appointments')
    .where('starts_at', '<', new Date(now - appointmentRetention))
    .executeTakeFirst();
  return Number(numDeletedRows);
};
