import { type Policy, policiesDocumentSchema, policySchema } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** The policies as they are published now, whichever instance published them; none where nothing was. */
export const publishedPolicies = async (
  database: PlatformDatabase | PlatformTransaction,
): Promise<readonly Policy[]> => {
  const rows = await database
    .selectFrom('feed_documents')
    .select('content')
    .where('collection', '=', 'policies')
    .where('removed', '=', false)
    .execute();
  return rows.flatMap(({ content }) =>
    policiesDocumentSchema.parse(JSON.parse(content)).policies.map((policy) => policySchema.parse(policy)),
  );
};

/** One of them, by its code. */
export const publishedPolicy = async (
  database: PlatformDatabase | PlatformTransaction,
  code: string,
): Promise<Policy | undefined> => (await publishedPolicies(database)).find((policy) => policy.code === code);
