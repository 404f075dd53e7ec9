import { join } from 'node:path';
import { v7 } from 'uuid';
import { type OpenDatabaseOutcome, openDatabase } from '../../../db/connection.ts';
import { lookAtDisk } from '../../../db/storage-watch/look-at-disk.ts';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createDeviceRegistry } from '../../../drivers/device/device-registry.ts';
import { createHttpTransport } from '../../../drivers/printer/ipp/ipp-transport.ts';
import { parsePrinterUri } from '../../../drivers/printer/ipp/printer-address.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { loadCertificateRendering } from '../../../electron/core/composition/certificate-rendering.ts';
import { createPlatformSide } from '../../../electron/core/composition/platform-side.ts';
import { createVisitBusiness } from '../../../electron/core/composition/visit-business.ts';
import { loadPseudonymSalt, pseudonymOf } from '../../../electron/core/identity/pseudonym.ts';
import { keepMemoryPrivate } from '../../../electron/core/keep-memory-private.ts';
import { createCoreLog } from '../../../electron/core/log/core-log.ts';
import { settleInterruptedJobs } from '../../../electron/core/printing/settle-interrupted-jobs.ts';
import { createVisitJournal } from '../../../electron/core/session/visit-journal.ts';
import type {
  IdentifiedPerson,
  PreparedCertificate,
  Presentation,
  PrintOutcome,
} from '../../../electron/core/session/visit-types.ts';
import { loadSettings } from '../../../electron/core/settings/load-settings.ts';
import { openOrRecover } from '../../../electron/core/storage/open-or-recover.ts';
import { createRecoveryAttempts } from '../../../electron/core/storage/recovery-attempts.ts';
import { runStorageTask } from '../../../electron/core/storage/run-storage-task.ts';
import { createServiceClosing } from '../../../electron/core/staff-mode/service-closing.ts';
import { createStorageService } from '../../../electron/core/storage/storage-service.ts';
import { readKeptPlatformTime } from '../../../electron/sync/synchronisation.ts';
import { openIdentity } from '../../../electron/sync/trust/open-identity.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { coreOrderSchema, printLimits } from './core-order.ts';
import { createKillSwitch, watchLine, withCommitPoints, withPrintPoints } from './kill-switch.ts';
import { type PlannedVisit, planVisit } from './planned-visit.ts';
import { tell } from './told.ts';

/**
 * A core under load, to be killed: the parts of boot.ts and kiosk.ts, composed as there. Left out are the session and
 * its screen (a loop of planned visits stands in for them, calling the same services in the same order), the card
 * reader and the camera. What a resident would be told is told on standard output (told.ts).
 *
 * Argument: a `CoreOrder` as JSON.
 */
const order = coreOrderSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
const killSwitch = createKillSwitch(order.kill);
const clock = systemClock;
const { dataFolder } = order;
tell({ told: 'starts' });
watchLine(killSwitch);

const must = <Value>(value: Value | null | undefined | false, what: string): Value => {
  if (value === null || value === undefined || value === false) throw new Error(what);
  return value;
};

const log = createCoreLog(dataFolder);
must(keepMemoryPrivate(), 'this system has no coredump_filter');
/** As boot.ts has it. */
const file = join(dataFolder, 'kiosk.db');
killSwitch.at('before the database is opened');
const opened: OpenDatabaseOutcome = await openOrRecover({
  file,
  now: clock.now,
  log,
  open: () => openDatabase({ file, now: clock.now }),
  run: runStorageTask,
  recovering: () => undefined,
  attempts: createRecoveryAttempts(clock.monotonic),
});
if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
const loaded = loadSettings(dataFolder);
if (!loaded.ok) throw new Error(loaded.problems.join());
const { settings } = loaded;
const salt = loadPseudonymSalt(dataFolder);
killSwitch.at('before the identity is read');
const platformTime = createPlatformTime({ clock, kept: readKeptPlatformTime(opened.database) });
const opening = openIdentity({ dataFolder, settings, environment: {}, platformNow: platformTime.now });
if (!opening.ok) throw new Error(`${opening.reason}: ${opening.detail}`);
const { identity } = opening;

const storage = createStorageService({
  database: withCommitPoints(opened.database, killSwitch),
  clock,
  log,
  run: runStorageTask,
  look: () => lookAtDisk(file),
});
const { database } = storage;
const address = parsePrinterUri(settings.devices.printer.uri);
if (!address.ok) throw new Error(address.detail);
const registry = createDeviceRegistry({ clock });
const printer = registry.add(
  (watched) =>
    createPrinterDriver({
      uri: settings.devices.printer.uri,
      clock: watched,
      printLimits,
      transport: withPrintPoints(createHttpTransport(address.address, { clock: watched }), killSwitch),
    }),
  { heartbeatWithin: 30_000 },
);
const rendering = loadCertificateRendering({
  appFolder: order.appFolder,
  deliveredTemplate: (kind) => platform.documents.templates().get(kind),
  log,
});
const platform = createPlatformSide({
  settings,
  start: {
    appVersion: '0.1.0',
    formerEnd: 'none',
    runtime: { electron: 'none', chromium: 'none', developmentRuntime: true },
  },
  database,
  storage,
  identity,
  platformTime,
  templateCheck: rendering.templateCheck,
  devices: registry,
  update: () => ({ state: 'off', ring: null, offered: null, reason: null, rolledBack: null }),
  closing: createServiceClosing(database, platformTime.now),
  clock,
  log,
});
const { documents, sync } = platform;
const journal = createVisitJournal(database, log, { newKey: () => v7(), platformTime });
const business = createVisitBusiness({
  renderer: rendering.renderer,
  settings,
  database,
  storage,
  identity,
  platformTime,
  platform,
  printer,
  journal,
  pseudonymOf: (number) => pseudonymOf(salt, number),
  clock,
  log,
});

registry.start();
storage.start();
void settleInterruptedJobs({ jobs: journal.endInterrupted(), printer, journal, log });
killSwitch.at('before the synchronisation starts');
platform.start();

/** Resolves when `reached` holds; it is asked whenever something has changed, and now and then. */
const until = (reached: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (reached()) resolve();
      else clock.after(order.lookEvery, look);
    };
    look();
  });

const presentation: Presentation = { locale: 'zh-CN', elderMode: false };

/** Prepares one after the other, as the screen does. Without a line, or where the registers say nothing, there is none. */
const prepareAll = async (
  { visitId }: PlannedVisit,
  person: IdentifiedPerson,
  codes: readonly string[],
): Promise<readonly PreparedCertificate[]> => {
  const certificates: PreparedCertificate[] = [];
  for (const wanted of codes) {
    const item = must(
      documents.catalogue().items.find(({ code }) => code === wanted),
      `no ${wanted} to ask for`,
    );
    const purposeCode = item.purposes[0]?.code ?? '';
    const prepared = await business.prepare({ visitId, person, item, purposeCode }, () => undefined);
    if (prepared.ok) certificates.push(prepared.certificate);
  }
  return certificates;
};

/** Returns the numbers of the certificates that were issued; each that was tried to be printed has been told of. */
const certify = async (
  visit: PlannedVisit,
  person: IdentifiedPerson,
  codes: readonly string[],
): Promise<readonly string[]> => {
  const { visitId, number } = visit;
  let open = await prepareAll(visit, person, codes);
  const numbers = open.map(({ certificateNumber }) => certificateNumber);
  const tellOf = (certificates: readonly PreparedCertificate[], outcome: PrintOutcome['outcome']): void => {
    for (const { certificateNumber } of certificates) {
      tell({ told: 'print', number, certificateNumber, outcome });
    }
  };
  // As the screen offers: one more attempt after a recorded fault, with those that are not on paper.
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const result = await business.print({ visitId, person, certificates: open }, () => undefined);
    if (result.outcome === 'completed') {
      tellOf(open, 'completed');
      break;
    }
    const printed = new Set(result.printed ?? []);
    tellOf(
      open.filter(({ certificateNumber }) => printed.has(certificateNumber)),
      'completed',
    );
    open = open.filter(({ certificateNumber }) => !printed.has(certificateNumber));
    if (result.outcome === 'failed' && attempt === 1) continue;
    // One job after the other ends with the first that does not come out.
    tellOf(printer.takesSeveralDocuments() ? open : open.slice(0, 1), result.outcome);
    break;
  }
  return numbers;
};

const rate = (visit: PlannedVisit, subject: string, businessId: string, groupId: string | null): void => {
  const level = visit.business.rating;
  if (level === null) return;
  const { visitId, number } = visit;
  if (!journal.rated({ visitId, businessId, subject, groupId, itemCode: 'rated-item', level }).ok) return;
  tell({ told: 'rated', number, subject, level });
  sync.wake();
};

const serve = async (visit: PlannedVisit): Promise<void> => {
  const { visitId, number, resident } = visit;
  tell({ told: 'visit', number });
  must(journal.beginVisit(visitId, presentation).ok, 'the visit was not recorded');
  const person: IdentifiedPerson = {
    name: resident.name,
    sex: resident.sex,
    idNumber: resident.idNumber,
    assuranceLevel: 2,
    method: 'id-card',
    pseudonym: pseudonymOf(salt, resident.idNumber),
  };
  must(journal.identified(visitId, person).ok, 'the identification was not recorded');
  const { business: wanted } = visit;
  switch (wanted.kind) {
    case 'application': {
      const outcome = await business.filing.file({
        visitId,
        person,
        identifiedAt: platformTime.now(),
        item: wanted.item,
        answers: wanted.answers,
        sources: {},
        certificates: [],
        promises: [],
        materials: wanted.materials.map(({ code, mediaType, bytes }) => ({
          code,
          mediaType,
          bytes: bytes(),
        })),
      });
      if (outcome.outcome !== 'filed') throw new Error(JSON.stringify(outcome));
      const { key, receiptNumber } = outcome.receipt;
      tell({ told: 'filed', number, key, receiptNumber });
      sync.wake();
      rate(visit, receiptNumber, key, key);
      break;
    }
    case 'certificates':
      for (const certificateNumber of await certify(visit, person, wanted.items)) {
        rate(visit, certificateNumber, certificateNumber, null);
      }
      break;
    case 'refused-rating':
      rate(visit, wanted.subject, wanted.subject, null);
  }
  must(journal.endVisit(visitId, 'completed', presentation).ok, 'the end was not recorded');
};

const pending = (): number => sync.view().pending;
/** Nothing is left that may go out at any time; what waits behind a dead letter waits for staff. */
const isDrained = (): boolean => {
  const all = { now: Number.MAX_SAFE_INTEGER, limit: 1, except: new Set<string>() };
  const found = database.read(
    ({ outbox }) => outbox.ready({ ...all, bytes: 1 }).length + outbox.uploads(all).length,
  );
  return found.ok && found.value === 0;
};
const openPrints = (): number => {
  const found = database.read(({ printJobs }) => printJobs.unsettled());
  return found.ok ? found.value.filter(({ state }) => state !== 'unknown').length : 1;
};

await until(
  () => business.filing.availability() === 'possible' && documents.catalogue().applications.length > 0,
);
tell({ told: 'serves' });
for (let visits = 0; visits < order.visits; visits += 1) {
  await serve(
    planVisit(order.seed, order.kiosk, order.firstVisit + visits, documents.catalogue().applications),
  );
  // A line that is down must not fill the disk.
  if (pending() > order.mostPending) await until(() => pending() <= order.mostPending);
}
await until(() => isDrained() && openPrints() === 0);
await Promise.all([platform.stop(), registry.stop()]);
storage.stop();
database.close();
tell({ told: 'drained' });
process.exit(0);
