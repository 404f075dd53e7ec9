import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedKeySetSchema } from '../../../platform/contract/api.ts';
import { type Catalogue, catalogueSchema } from '../../../platform/contract/catalogue.ts';
import { type FeedDocument, feedPageSchema } from '../../../platform/contract/feed.ts';
import {
  type ApplicationSubmission,
  submissionBatchReplySchema,
} from '../../../platform/contract/submissions.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadPlatformContent, type PlatformContent } from '../../../platform/seed/platform-content.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { acceptedForms } from '../../../platform/submissions/accepted-forms.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { createTestKiosk } from '../../helpers/platform-kiosk.ts';
import { fileApplication } from '../../helpers/platform-submissions.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const before = loadPlatformContent(certificateIssuers);
const newItem = 'cooling-allowance';
const changedItem = 'elderly-allowance';

/** The next version: a form has changed, and there is an item more. */
const nextContent = (): PlatformContent => {
  const applications = before.catalogue.applications.map((item) =>
    item.code === changedItem ? { ...item, form: { ...item.form, version: item.form.version + 1 } } : item,
  );
  const [pattern] = before.catalogue.applications;
  const [guide] = before.guides;
  if (pattern === undefined || guide === undefined) {
    throw new Error('The catalogue is empty');
  }
  const catalogue: Catalogue = {
    ...before.catalogue,
    version: 'next',
    applications: [...applications, { ...pattern, code: newItem }],
  };
  return {
    ...before,
    edition: before.edition + 1,
    catalogue,
    guides: [...before.guides, { ...guide, item: newItem }],
    forms: acceptedForms(catalogue, { [changedItem]: [1] }),
  };
};

let server: PostgresqlServer;
let store: { databaseUrl: string; poolSize: number };
let old: TestPlatform;
let upgraded: TestPlatform;

beforeAll(async () => {
  server = await startPostgresql();
  store = { databaseUrl: await server.createDatabase(), poolSize: 4 };
  old = await startTestPlatform({ store, content: before });
  // It has judged by its own catalogue already.
  await submit(old, await applicationFor(changedItem, 1));
  upgraded = await startTestPlatform({ store, content: nextContent() });
});

afterAll(async () => {
  await old.close();
  await upgraded.close();
  await server.stop();
});

const applicationFor = async (item: string, formVersion: number): Promise<ApplicationSubmission> => {
  const { jws } = signedKeySetSchema.parse(await (await fetch(`${old.url}/v1/keys`)).json());
  const opened = await verifyKeySet(jws, old.rootKey);
  const published = opened.outcome === 'genuine' ? opened.keySet.sealingKeys[0] : undefined;
  if (published === undefined) {
    throw new Error('There is no sealing key');
  }
  const changes = { item, formVersion };
  return fileApplication({ published }, { content: changes, outside: changes });
};

const submit = async (platform: TestPlatform, message: ApplicationSubmission): Promise<string> => {
  const { body } = await platform.post('/v1/submissions', { messages: [message] });
  const [result] = submissionBatchReplySchema.parse(body).results;
  return result?.outcome === 'refused' ? result.reason : (result?.outcome ?? 'none');
};

const published = async (platform: TestPlatform): Promise<FeedDocument[]> => {
  // Every instance knows every kiosk.
  const kiosk = createTestKiosk(platform, Date.now, old.kiosk);
  const { body } = await kiosk.exchange({ method: 'GET', path: '/v1/feed?limit=500' });
  const page = feedPageSchema.parse(body);
  expect(page.more).toBe(false);
  return page.documents.map(
    (jws) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as FeedDocument,
  );
};

const itemVersions = async (): Promise<unknown> => {
  const opened = await openStore(store);
  const rows = await opened.database
    .selectFrom('service_items')
    .select(['code', 'version'])
    .where('is_current', '=', true)
    .orderBy('code')
    .execute();
  await opened.close();
  return rows;
};

describe('while one instance is upgraded and the other is not', () => {
  test('the old one takes what kiosks file by the new catalogue', async () => {
    expect(await submit(old, await applicationFor(changedItem, 2))).toBe('received');
    expect(await submit(old, await applicationFor(newItem, 1))).toBe('received');
    expect(await submit(upgraded, await applicationFor(changedItem, 1))).toBe('received');
  });

  test('both refuse what neither has published', async () => {
    for (const platform of [old, upgraded]) {
      expect(await submit(platform, await applicationFor(changedItem, 3))).toBe('form-version-unsupported');
      expect(await submit(platform, await applicationFor('no-such-item', 1))).toBe('unknown-item');
    }
  });

  test('the old one, started again, takes nothing back of what the new one has published', async () => {
    const [documents, items] = [await published(upgraded), await itemVersions()];
    expect(documents.map(({ collection, id }) => `${collection}/${id}`)).toContain(`guide/${newItem}`);
    await old.close();
    old = await startTestPlatform({ store, content: before });
    expect(await published(old)).toEqual(documents);
    expect(await itemVersions()).toEqual(items);
    expect(await submit(old, await applicationFor(newItem, 1))).toBe('received');
    const catalogue = documents.find(({ collection }) => collection === 'catalogue');
    expect(catalogueSchema.parse(catalogue?.content).version).toBe('next');
  });

  test('what is older is published again as the next edition', async () => {
    const back = await startTestPlatform({ store, content: { ...before, edition: before.edition + 2 } });
    const documents = await published(back);
    const catalogue = documents.find(({ collection }) => collection === 'catalogue');
    expect(catalogueSchema.parse(catalogue?.content)).toEqual(before.catalogue);
    expect(catalogue?.version).toBe(3);
    await back.close();
  });
});
