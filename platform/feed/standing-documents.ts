import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformClock } from '../clock.ts';
import type { KioskPolicy } from '../contract/feed.ts';
import type { HallStructure } from '../contract/service-hall.ts';
import type { ServiceItemsDocument } from '../library/hall-documents.ts';
import type { PlatformContent } from '../seed/platform-content.ts';
import { recordAcceptedForms } from '../submissions/accepted-forms.ts';
import { recordFormDefinitions } from '../submissions/form-definitions.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { type NewDocument, publishing } from './publish.ts';
import { publishRevocations, withdrawEndedRevocations } from './revocations.ts';

/** What every kiosk is to have. */
export interface StandingDocuments extends Omit<PlatformContent, 'edition' | 'hall'> {
  readonly hall: HallStructure;
  readonly serviceItems: readonly ServiceItemsDocument[];
  /** Published where there is none: what the administration has decided stays. */
  readonly defaultPolicy: KioskPolicy;
}

/** What the centre decides for its kiosks as long as nobody has decided otherwise. */
export const defaultKioskPolicy: KioskPolicy = {
  acknowledgedRetentionDays: 30,
  backupRetentionDays: 14,
  healthReportSeconds: 60,
};

/** Name of the document in collection `policies`. */
export const allPolicies = 'all';

/** Name of the policy in collection `settings`. */
export const policyId = 'kiosk';

const ending = '.json';

const readTemplate = async (folder: string, file: string): Promise<NewDocument> => {
  const text = await readFile(join(folder, file), 'utf8');
  try {
    const content: unknown = JSON.parse(text);
    return { collection: 'template', id: file.slice(0, -ending.length), audience: 'all', content };
  } catch (error) {
    throw new Error(`The template ${file} is not JSON`, { cause: error });
  }
};

const readTemplates = async (folder: string): Promise<NewDocument[]> => {
  const files = await readdir(folder);
  return Promise.all(
    files
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => readTemplate(folder, file)),
  );
};

const hasPolicy = async (transaction: PlatformTransaction): Promise<boolean> =>
  (await transaction
    .selectFrom('feed_documents')
    .select('id')
    .where('collection', '=', 'settings')
    .where('id', '=', policyId)
    .where('removed', '=', false)
    .executeTakeFirst()) !== undefined;

/**
 * Publishes catalogue, guides, service hall, working days, help, appointments, templates, revocations and policy, each only if it says something new, and withdraws
 * guides, service items and templates that are no more. The forms of the catalogue are taken from then on. Several instances may do it
 * at once.
 * @throws when a file cannot be read or does not fit: a mistake of whoever edited it; nothing is published then
 */
export const publishStandingDocuments = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  {
    catalogue,
    guides,
    hall,
    serviceItems,
    workingYears,
    help,
    appointments,
    policies,
    forms,
    templatesFolder,
    defaultPolicy,
  }: StandingDocuments,
): Promise<void> => {
  const templates = await readTemplates(templatesFolder);
  const documents: readonly NewDocument[] = [
    { collection: 'catalogue', id: 'all', audience: 'all', content: catalogue },
    ...guides.map(
      (guide): NewDocument => ({
        collection: 'guide',
        id: guide.item,
        audience: 'all',
        content: guide,
      }),
    ),
    { collection: 'hall', id: 'structure', audience: 'all', content: hall },
    ...serviceItems.map(
      ({ id, content }): NewDocument => ({ collection: 'service-items', id, audience: 'all', content }),
    ),
    { collection: 'working-days', id: 'china', audience: 'all', content: workingYears },
    { collection: 'help', id: 'directory', audience: 'all', content: help },
    { collection: 'appointments', id: 'directory', audience: 'all', content: appointments },
    { collection: 'policies', id: allPolicies, audience: 'all', content: { policies } },
    ...templates,
  ];
  const names = new Set(documents.map(({ collection, id }) => `${collection}/${id}`));
  await publishing(database, clock, async (publisher, transaction) => {
    for (const document of documents) {
      await publisher.publish(document);
    }
    await recordAcceptedForms(transaction, forms);
    await recordFormDefinitions(transaction, catalogue);
    if (!(await hasPolicy(transaction))) {
      await publisher.publish({
        collection: 'settings',
        id: policyId,
        audience: 'all',
        content: defaultPolicy,
      });
    }
    await publishRevocations(publisher, transaction, clock);
    await withdrawEndedRevocations(publisher, transaction, clock);
    const present = await transaction
      .selectFrom('feed_documents')
      .select(['collection', 'id'])
      .where('collection', 'in', ['guide', 'service-items', 'template'])
      .where('removed', '=', false)
      .execute();
    for (const { collection, id } of present.filter((row) => !names.has(`${row.collection}/${row.id}`))) {
      await publisher.withdraw(collection, id);
    }
  });
};
