import { type AppointmentDirectory, appointmentDirectorySchema } from '../contract/appointments.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

const nothing: AppointmentDirectory = { counters: [], items: [], daysAhead: 1, mostOpen: 1 };

/** Counters and items as they are published now, whichever instance published them; none where nothing was. */
export const publishedDirectory = async (
  database: PlatformDatabase | PlatformTransaction,
): Promise<AppointmentDirectory> => {
  const row = await database
    .selectFrom('feed_documents')
    .select('content')
    .where('collection', '=', 'appointments')
    .where('removed', '=', false)
    .executeTakeFirst();
  return row === undefined ? nothing : appointmentDirectorySchema.parse(JSON.parse(row.content));
};
