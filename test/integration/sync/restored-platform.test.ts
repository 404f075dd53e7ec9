import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { parseTemplate } from '../../../electron/core/certificates/rendering/template/parse-template.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { createTrustedDocuments, type TrustedDocuments } from '../../../electron/sync/trusted-documents.ts';
import { feedCollections } from '../../../platform/contract/feed.ts';
import { publishDocument, withdrawDocument } from '../../../platform/feed/publish.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import type { TestKiosk } from '../../helpers/platform-kiosk.ts';
import { silentLog } from '../../property/sync/pump-world.ts';

/** The reference platform on a folder, and the folder as it was copied with the platform stopped. */
let root: string;
let backup: string;
let platform: TestPlatform;
let kiosk: TestKiosk;
let port: number;

/** Initialising the embedded store takes seconds, many on a busy machine. */
const storeTimeout = 120_000;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'yizhan-restored-'));
  backup = join(root, 'backup');
  platform = await startTestPlatform({ store: { folder: backup } });
  kiosk = platform.kiosk;
  port = Number(new URL(platform.url).port);
  await platform.close();
  await write(backup, async (publish) => {
    await publish('withdrawn', 'first');
  });
}, storeTimeout);
afterAll(() => rmSync(root, { recursive: true, force: true }));

let database: TestDatabase;
let link: PlatformLink;
let documents: TrustedDocuments;
let runs = 0;

/** Publishes a part of the catalogue, or withdraws it, in the store of a platform that is stopped. */
const write = async (
  folder: string,
  work: (
    publish: (id: string, version: string) => Promise<unknown>,
    withdraw: (id: string) => Promise<unknown>,
  ) => Promise<void>,
): Promise<void> => {
  const { database: store, close } = await openStore({ folder });
  const clock = { now: Date.now };
  const collection = 'catalogue';
  await work(
    (id, version) =>
      publishDocument(store, clock, {
        ...{ collection, id, audience: 'all' },
        content: { version, items: [], applications: [], packages: [] },
      }),
    (id) => withdrawDocument(store, clock, { collection, id }),
  );
  await close();
};
const start = async (folder: string): Promise<void> => {
  platform = await startTestPlatform({ store: { folder }, port });
};
const startKiosk = async (): Promise<void> => {
  link = createPlatformLink({
    platform: { url: platform.url, rootKey: platform.rootKey, timeoutMilliseconds: 20_000 },
    signer: { signingKeys: () => [kiosk.key], accepted: () => undefined, revoked: () => undefined },
    platformTime: createPlatformTime({ clock: systemClock, kept: null }),
    clock: systemClock,
    randomBytes,
  });
  documents = createTrustedDocuments({
    store: database.current(),
    client: link.client,
    keySet: link.keySet,
    kioskId: kiosk.kioskId,
    templateCheck: (content) => parseTemplate(JSON.stringify(content)),
    log: silentLog,
  });
  await documents.restore();
};

/** A copy of the backup, on which the platform goes on. */
const copyOfBackup = (): string => {
  runs += 1;
  const folder = join(root, `run-${runs}`);
  cpSync(backup, folder, { recursive: true });
  return folder;
};

beforeEach(() => {
  database = openTestDatabase();
});
afterEach(async () => {
  link.close();
  await platform.close();
  database.dispose();
});

const policyOf = (healthReportSeconds: number) => ({
  acknowledgedRetentionDays: 30,
  backupRetentionDays: 14,
  healthReportSeconds,
});
const inPlace = (): string[] =>
  database.read(({ feedDocuments }) =>
    feedCollections.flatMap((collection) =>
      feedDocuments.list(collection).map(({ id, version }) => `${collection}/${id} ${version}`),
    ),
  );
/** What the parts of the catalogue say, but the one that the platform brings with it. */
const parts = (): string[] => documents.catalogue().version.split(' ').slice(1);

test(
  'a kiosk ends with what a platform has that was brought back from a copy of its folder',
  async () => {
    const lost = copyOfBackup();
    // What is published from here on will be lost: new versions, new documents, a withdrawal.
    await write(lost, async (publish, withdraw) => {
      for (const text of ['lost-1', 'lost-2', 'lost-3']) await publish('older', text);
      await publish('same', 'lost');
      await publish('gone', 'lost');
      await withdraw('withdrawn');
    });
    await start(lost);
    await startKiosk();
    for (const seconds of [100, 200, 300]) await platform.administration.publishPolicy(policyOf(seconds));
    expect(await documents.refresh()).toMatchObject({ ok: true });
    expect(documents.policy().healthReportSeconds).toBe(300);
    expect(parts()).toEqual(['lost', 'lost-3', 'lost']);
    const guides = [...documents.guides().keys()];
    expect(guides).not.toEqual([]);

    // The platform comes back from the copy and goes on, with more positions than were lost.
    await platform.close();
    const restored = copyOfBackup();
    await write(restored, async (publish) => {
      for (let version = 1; version <= 20; version += 1) await publish('new', `new-${version}`);
      await publish('older', 'new-1');
      await publish('same', 'new');
    });
    await start(restored);
    await platform.administration.publishPolicy(policyOf(45));
    expect(await documents.refresh()).toMatchObject({ ok: true });
    expect(documents.policy().healthReportSeconds).toBe(45);
    expect(parts()).toEqual(['new-20', 'new-1', 'new', 'first']);
    expect([...documents.guides().keys()].sort()).toEqual(guides.sort());
    expect(inPlace()).toEqual(
      expect.arrayContaining(['catalogue/older 1', 'catalogue/same 1', 'settings/kiosk 2']),
    );
    expect(inPlace().join()).not.toContain('gone');
    expect(database.read(({ audit }) => audit.find(audit.head().sequence)?.action)).toBe(
      'sync.documents-replaced',
    );
    const replaced = inPlace();
    const entries = database.read(({ audit }) => audit.head().sequence);
    expect(await documents.refresh()).toMatchObject({ ok: true, applied: { placed: 0, removed: 0 } });
    expect(database.read(({ audit }) => audit.head().sequence)).toBe(entries);
    // A kiosk that reads this platform for the first time has the same.
    link.close();
    database.dispose();
    database = openTestDatabase();
    await startKiosk();
    await documents.refresh();
    expect(inPlace()).toEqual(replaced);
  },
  storeTimeout,
);

test(
  'a kiosk whose database was recovered hears of what was withdrawn meanwhile',
  async () => {
    const folder = copyOfBackup();
    await start(folder);
    await startKiosk();
    await documents.refresh();
    expect(parts()).toEqual(['first']);
    await platform.close();
    await write(folder, async (_publish, withdraw) => {
      await withdraw('withdrawn');
    });
    link.close();
    // As db/recovery/salvage.ts leaves it.
    database.tamper((connection) =>
      connection.exec("DELETE FROM sync_state WHERE name IN ('feed-cursor', 'staged-feed-cursor')"),
    );
    await start(folder);
    await startKiosk();
    expect(parts()).toEqual(['first']);
    expect(await documents.refresh()).toMatchObject({ ok: true });
    expect(parts()).toEqual([]);
    expect(documents.guides().size).toBeGreaterThan(0);
  },
  storeTimeout,
);
