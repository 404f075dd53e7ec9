import { v7 } from 'uuid';
import type { KioskDatabase } from '../../db/connection.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import type { CameraReport } from '../contract/channel.ts';
import type { FacePhoto, FaceReport } from '../contract/face/face-messages.ts';
import type { Intent } from '../contract/intents.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { Notice, QueueView, ViewSnapshot } from '../contract/view-snapshot.ts';
import { createRecurring } from '../sync/recurring.ts';
import type { KioskIdentity } from '../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../sync/trust/platform-time.ts';
import { createKioskDevices } from './composition/kiosk-devices.ts';
import { createPlatformSide } from './composition/platform-side.ts';
import { createVisitBusiness } from './composition/visit-business.ts';
import { createVisitIdentification } from './composition/visit-identification.ts';
import { createVisitVerification } from './composition/visit-verification.ts';
import { logDeviceEvent } from './devices/device-log.ts';
import { deviceProblem, deviceView } from './devices/device-problem.ts';
import { pseudonymOf } from './identity/pseudonym.ts';
import type { Log } from './log/core-log.ts';
import { unknownKioskView } from './out-of-service.ts';
import { settleInterruptedJobs } from './printing/settle-interrupted-jobs.ts';
import { type ActOutcome, createResidentSession } from './session/resident-session.ts';
import { createVisitJournal } from './session/visit-journal.ts';
import type { Failure } from './session/visit-types.ts';
import type { Surroundings } from './session/surroundings.ts';
import type { Settings } from './settings/settings-schema.ts';
import type { StorageService } from './storage/storage-service.ts';

/** A kiosk that serves: devices, platform side, business and session on one database. */
export interface Kiosk {
  snapshot(): Omit<ViewSnapshot, 'revision'>;
  act(intent: Intent): ActOutcome;
  previewDocument(certificateNumber: string): Uint8Array | null;
  cameraReport(report: CameraReport): void;
  faceReport(report: FaceReport): void;
  /** The photo that a look at a face compares with, while it is under way. */
  facePhoto(look: number): FacePhoto | null;
  secondInstanceRefused(): void;
  onChange(listener: () => void): void;
  /**
   * It cannot go on as it is: its key was revoked, it was enrolled anew, or its database has to be recovered. Told while
   * nobody is served.
   */
  onMustBootAgain(listener: () => void): void;
  stop(): Promise<void>;
}

/** How long the refusal of a second instance stays on the screen. */
const secondInstanceNoticeMilliseconds = 10_000;

/** How often an idle kiosk looks whether a technician has enrolled it anew. */
const identityLookMilliseconds = 10_000;

/** Puts the kiosk together and starts it. Everything from outside has been checked by the caller. */
export const createKiosk = (options: {
  readonly start: CoreStart;
  readonly settings: Settings;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  /** Of the pseudonyms (identity/pseudonym.ts). */
  readonly salt: Uint8Array;
  readonly clock: Clock;
  readonly log: Log;
}): Kiosk => {
  const { start, settings, database, storage, identity, platformTime, salt, clock, log } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const notices = new Set<Notice>();
  if (start.runtime.developmentRuntime) notices.add('development-runtime');

  const { registry, reader, printer, camera, scanner } = createKioskDevices({ settings, clock, log });
  const platform = createPlatformSide({
    settings,
    appVersion: start.appVersion,
    database,
    storage,
    identity,
    platformTime,
    devices: registry,
    clock,
    log,
  });
  const { documents, line, sync } = platform;
  const journal = createVisitJournal(database, log, { newKey: () => v7(), platformTime });
  const business = createVisitBusiness({
    appFolder: start.appFolder,
    settings,
    database,
    storage,
    identity,
    platformTime,
    platform,
    printer,
    journal,
    clock,
    log,
  });
  const identification = createVisitIdentification({
    settings,
    appFolder: start.appFolder,
    reader,
    camera,
    scanner,
    platform,
    platformTime,
    database,
    journal,
    clock,
    log,
    pseudonymOf: (idNumber) => pseudonymOf(salt, idNumber),
  });

  const verification = createVisitVerification({
    appFolder: start.appFolder,
    scanner,
    platform,
    platformTime,
    database,
    clock,
    log,
  });

  const session = createResidentSession({
    services: {
      ...identification.services,
      verifyScannedCode: verification.verifyScannedCode,
      beginVisit: (presentation) => {
        const visitId = v7();
        const begun = journal.beginVisit(visitId, presentation);
        if (begun.ok) return { ok: true, visitId };
        return { ok: false, problem: 'could-not-record', staffCode: begun.reason } satisfies {
          ok: false;
        } & Failure;
      },
      prepare: business.prepare,
      print: business.print,
      fileApplication: async (draft) => {
        const outcome = await business.filing.file(draft);
        if (outcome.outcome === 'filed') sync.wake();
        return outcome;
      },
      printReceipt: business.printReceipt,
      printNotice: business.printNotice,
      rate: (rating) => {
        if (journal.rated(rating).ok) sync.wake();
      },
      platformTime: platformTime.now,
      endVisit: ({ visitId, end, presentation }) => void journal.endVisit(visitId, end, presentation),
    },
    limits: {
      idleMilliseconds: settings.session.idleSeconds * 1000,
      warningMilliseconds: settings.session.warningSeconds * 1000,
    },
    clock,
    log,
  });

  const surroundings = (): Surroundings => {
    const readerProblem = deviceProblem('idCardReader', registry.status('idCardReader'));
    const printerProblem = deviceProblem('printer', registry.status('printer'));
    const { items, applications } = documents.catalogue();
    return {
      unavailable: [readerProblem, printerProblem].filter((problem) => problem !== null),
      readerProblem,
      printerProblem,
      cardOnReader: reader.cardPresence !== 'absent',
      takesCodes: identification.takesCodes(),
      takesCertificates: verification.takesCertificates(),
      faceObstacle: identification.services.faceObstacle(),
      staffCanVouch: identification.services.staffCanVouch,
      items,
      applications,
      filing: business.filing.availability(),
      deliveryOf: business.myApplications.deliveryOf,
      hall: business.hall,
      briefGuides: documents.guides(),
      catalogueState: documents.catalogueState(),
    };
  };
  const queue = (): QueueView => {
    const { pending, inFlight, refused, lastContactAt } = sync.view();
    return {
      pending,
      inFlight,
      refused,
      lastContactAt: lastContactAt === null ? null : Math.round(lastContactAt),
    };
  };
  /** While somebody is served the visit goes on as far as it can; nobody new is taken in. */
  const isOutOfService = (): boolean => identity.isUnknown() && nobodyIsServed();
  const noticesNow = (): Notice[] => [
    ...notices,
    ...(identification.isEvaluationOnly ? (['face-evaluation-only'] as const) : []),
    ...(storage.canKeep().ok ? [] : (['storage-cannot-keep'] as const)),
    ...(platformTime.basis() === 'local-clock-not-believed' ? (['clock-not-believed'] as const) : []),
  ];

  let tellMustBootAgain = (): void => undefined;
  const nobodyIsServed = (): boolean => session.view(surroundings()).visit.screen === 'attract';
  const lookWhetherToBootAgain = (): void => {
    if (!nobodyIsServed()) return;
    if (identity.isRevoked() || identity.isReplaced() || storage.state().wantsRestart) tellMustBootAgain();
  };

  registry.onEvent((event) => {
    logDeviceEvent(log, event);
    if (event.type === 'status') changed();
  });
  line.onChange((state) => {
    log.info('line', { state });
    changed();
  });
  documents.onChange(changed);
  business.hall.onChange(changed);
  sync.onChange(changed);
  identity.onEvent((event) => {
    log.warn('identity', { event: event.type });
    lookWhetherToBootAgain();
    changed();
  });
  storage.onChange(() => {
    lookWhetherToBootAgain();
    changed();
  });
  session.onChange(() => {
    camera?.setVisitGoing(!nobodyIsServed());
    lookWhetherToBootAgain();
    changed();
  });
  camera?.onWish(changed);
  registry.start();
  storage.start({ backupsKeptDays: () => documents.policy().backupRetentionDays });
  const interrupted = journal.endInterrupted();
  void settleInterruptedJobs({ jobs: interrupted, printer, journal, log });
  platform.start();
  const lookForNewIdentity = createRecurring(clock, () => {
    lookWhetherToBootAgain();
    return identityLookMilliseconds;
  });
  lookForNewIdentity.now();

  return {
    snapshot: () => ({
      station: settings.station,
      line: line.state(),
      notices: noticesNow(),
      queue: queue(),
      devices: registry.list().map(({ role, status }) => deviceView(role, status)),
      ...(camera ? { camera: camera.wish() } : {}),
      ...(identification.facePack === null ? {} : { facePack: identification.facePack }),
      ...session.view(surroundings()),
      ...(isOutOfService() ? { visit: unknownKioskView(identity.kioskId) } : {}),
    }),
    act: (intent) =>
      isOutOfService() ? { accepted: false, reason: 'not-now' } : session.act(intent, surroundings()),
    previewDocument: session.previewDocument,
    cameraReport: (report) => camera?.report(report),
    faceReport: identification.faceReport,
    facePhoto: identification.facePhoto,
    secondInstanceRefused: () => {
      log.error('second-instance-refused');
      notices.add('second-instance-refused');
      changed();
      clock.after(secondInstanceNoticeMilliseconds, () => {
        notices.delete('second-instance-refused');
        changed();
      });
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
    onMustBootAgain: (listener) => {
      tellMustBootAgain = listener;
      lookWhetherToBootAgain();
    },
    stop: async () => {
      session.stop();
      identification.stop();
      business.hall.stop();
      await Promise.all([platform.stop(), registry.stop(), lookForNewIdentity.stop()]);
      storage.stop();
      database.close();
    },
  };
};
