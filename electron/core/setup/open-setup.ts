import { openDatabase } from '../../../db/connection.ts';
import { databaseFileIn } from '../../../db/data-folder.ts';
import { createSetup, type Setup } from './setup.ts';

/**
 * Opens the wizard with the database of the data folder; null where that cannot be had: the kiosk then says by itself what is
 * wrong with it.
 */
export const openSetup = (options: Omit<Parameters<typeof createSetup>[0], 'database'>): Setup | null => {
  const opened = openDatabase({ file: databaseFileIn(options.start.dataFolder), now: options.clock.now });
  if (!opened.ok) {
    options.log.error('setup-not-opened', { reason: opened.reason, detail: opened.detail });
    return null;
  }
  const { database } = opened;
  const setup = createSetup({ ...options, database });
  return {
    ...setup,
    stop: async () => {
      await setup.stop();
      database.close();
    },
  };
};
