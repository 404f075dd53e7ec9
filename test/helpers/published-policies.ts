import { loadPolicies } from '../../platform/seed/load-policies.ts';
import type { PlatformDatabase } from '../../platform/store/open-store.ts';
import { testCatalogue } from './platform-services.ts';

/** Publishes the seed's policies, as the administration would. */
export const publishTestPolicies = async (database: PlatformDatabase, now: number): Promise<void> => {
  await database
    .insertInto('feed_documents')
    .values({
      collection: 'policies',
      id: 'all',
      version: 1,
      sequence: 1,
      audience: 'all',
      issued_at: new Date(now),
      removed: false,
      content: JSON.stringify({ policies: loadPolicies(testCatalogue) }),
      digest: new Uint8Array(32),
    })
    .execute();
};
