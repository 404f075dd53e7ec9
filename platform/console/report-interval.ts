import { kioskPolicySchema } from '../contract/feed.ts';
import { defaultKioskPolicy, policyId } from '../feed/standing-documents.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** How often kiosks report by the policy that is published, seconds. */
export const reportInterval = async (database: PlatformDatabase): Promise<number> => {
  const published = await database
    .selectFrom('feed_documents')
    .select('content')
    .where('collection', '=', 'settings')
    .where('id', '=', policyId)
    .where('removed', '=', false)
    .executeTakeFirst();
  return published === undefined
    ? defaultKioskPolicy.healthReportSeconds
    : kioskPolicySchema.parse(JSON.parse(published.content)).healthReportSeconds;
};
