import { join } from 'node:path';
import { openStore, type PlatformDatabase } from '../../../platform/store/open-store.ts';
import type { TestKiosk } from '../../helpers/kiosk.ts';

/** What the platform has, read from its store when kiosk and station have ended. */
export const atThePlatform = async <Value>(
  kiosk: TestKiosk,
  read: (database: PlatformDatabase) => Promise<Value>,
): Promise<Value> => {
  await kiosk.app.close();
  await kiosk.station.close();
  const store = await openStore({ folder: join(kiosk.dataFolder, '..', 'platform') });
  try {
    return await read(store.database);
  } finally {
    await store.close();
  }
};
