import { v7 } from 'uuid';
import type { KioskDatabase } from '../../db/connection.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import type { CameraReport } from '../contract/channel.ts';
import type { CaptureReport } from '../contract/capture.ts';
import type { FacePhoto, FaceReport } from '../contract/face/face-messages.ts';
import type { Intent } from '../contract/intents.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { QueueView, ViewSnapshot } from '../contract/view-snapshot.ts';
import { isAtRest } from '../contract/at-rest.ts';
import { createRecurring } from '../sync/recurring.ts';
import type { KioskIdentity } from '../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../sync/trust/platform-time.ts';
import { createActForAnother } from './agency/act-for-another.ts';
import { createAmbienceService } from './ambience/ambience-service.ts';
import { createSpeechVolume } from './ambience/speech-volume.ts';
import { backlightFolderOf, setBacklight } from './ambience/backlight.ts';
import { loadCertificateRendering } from './composition/certificate-rendering.ts';
import { createDiagnosticsSide } from './composition/diagnostics-side.ts';
import { createKioskDevices } from './composition/kiosk-devices.ts';
import { createKioskHelp } from './composition/kiosk-help.ts';
import { createKioskNotices } from './composition/kiosk-notices.ts';
import { createSurroundings } from './composition/kiosk-surroundings.ts';
import { createPlatformSide } from './composition/platform-side.ts';
import { createSessionServices } from './composition/session-services.ts';
import { createCommandSide } from './composition/command-side.ts';
import { createStaffSide } from './composition/staff-side.ts';
import { createUpdateSide } from './composition/update-side.ts';
import { createVisitBusiness } from './composition/visit-business.ts';
import { createVisitIdentification } from './composition/visit-identification.ts';
import { createVisitVerification } from './composition/visit-verification.ts';
import { logDeviceEvent } from './devices/device-log.ts';
import { deviceView } from './devices/device-problem.ts';
import { pseudonymOf } from './identity/pseudonym.ts';
import { createLateBeginning } from './late-beginning.ts';
import type { Log } from './log/core-log.ts';
import { unknownKioskView } from './out-of-service.ts';
import { settleInterruptedJobs } from './printing/settle-interrupted-jobs.ts';
import { type ActOutcome, createResidentSession } from './session/resident-session.ts';
import { createVisitJournal } from './session/visit-journal.ts';
import type { Settings } from './settings/settings-schema.ts';
import { recordTrial, writeOutcome } from './settings/trial/record-trial.ts';
import type { SettingsTrial } from './settings/trial/settings-trial.ts';
import { updateHealth } from './update/update-health.ts';
import { createServiceClosing } from './staff-mode/service-closing.ts';
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
  captureReport(report: CaptureReport): void;
  /** The page that was taken, while it is looked at. */
  capturedPage(look: number): Uint8Array | null;
  secondInstanceRefused(): void;
  onChange(listener: () => void): void;
  /** A page was sent a snapshot: what nobody sees on the first screen begins when it is painted (late-beginning.ts). */
  snapshotSent(): void;
  /** New settings have proved themselves, with this kiosk. */
  settingsPassed(trial: SettingsTrial): void;
  /** Nobody works here yet, and somebody looks at the page that says so: the first-visit wizard may take over. */
  offersSetup(): boolean;
  /**
   * It cannot go on as it is: its key was revoked, it was enrolled anew, its database has to be recovered, or staff want it.
   * Told while nobody is served.
   */
  onMustBootAgain(listener: () => void): void;
  /** The centre has its process restarted. Told while nobody is served. */
  onMustRestart(listener: () => void): void;
  /** Another version of the program is to be started. Told while nobody is served. */
  onMustEnd(listener: () => void): void;
  stop(): Promise<void>;
}

/** How often an idle kiosk looks whether a technician has enrolled it anew. */
const identityLookMilliseconds = 10_000;

/** How often a notice and a closing of the centre are looked at whose time may be over, and whether a night begins. */
const noticeLookMilliseconds = 60_000;

/** Fonts and templates are loaded when the screen is there; nobody gets as far as printing within this. */
const renderingWaitsMilliseconds = 1_500;

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
  const devices = createKioskDevices({ settings, clock, log });
  const { registry, reader, printer, camera, scanner } = devices;
  const rendering = loadCertificateRendering({
    appFolder: start.appFolder,
    deliveredTemplate: (kind) => platform.documents.templates().get(kind),
    log,
    after: new Promise((resolve) => {
      clock.after(renderingWaitsMilliseconds, resolve);
    }),
  });
  const closing = createServiceClosing(database, platformTime.now);
  const ambience = createAmbienceService({
    database,
    setBacklight: (percent) => setBacklight(backlightFolderOf(process.env), percent),
    setSpeechVolume: createSpeechVolume({ environment: process.env, log }),
    changed,
    clock,
    log,
  });
  const platform = createPlatformSide({
    settings,
    start,
    database,
    storage,
    identity,
    platformTime,
    templateCheck: rendering.templateCheck,
    devices: registry,
    closing,
    update: () => updateHealth(updates.view()),
    clock,
    log,
  });
  const { documents, line, sync, commands } = platform;
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

  const agency = createActForAnother({
    client: platform.client,
    journal,
    clock,
    platformTime,
    pseudonymOf: (idNumber) => pseudonymOf(salt, idNumber),
    log,
    onLine: line.observed,
  });

  let tellMustBootAgain = (): void => undefined;
  let tellMustRestart = (): void => undefined;
  let tellMustEnd = (): void => undefined;
  const updates = createUpdateSide({
    start,
    settings,
    database,
    identity,
    platformTime,
    devices: registry,
    nobodyIsServed: () => nobodyIsServed(),
    endKiosk: () => tellMustEnd(),
    changed,
    clock,
    log,
  });
  const diagnostics = createDiagnosticsSide({
    settings,
    start,
    database,
    storage,
    identity,
    platformTime,
    devices: { registry, reader, printer, camera, scanner },
    sync,
    documents,
    typefaces: rendering.renderer.then((loaded) => loaded?.typefaces ?? null),
    clock,
    log,
  });
  const staff = createStaffSide({
    settings,
    appVersion: start.appVersion,
    database,
    storage,
    dataFolder: start.dataFolder,
    identity,
    platformTime,
    devices: { registry, reader, printer, scanner },
    typefaces: rendering.renderer.then((loaded) => loaded?.typefaces ?? null),
    platform,
    changed,
    renew: () => {
      if (nobodyIsServed()) tellMustRestart();
    },
    restart: () => {
      if (nobodyIsServed()) tellMustBootAgain();
    },
    closing,
    ambience,
    diagnostics,
    updates,
    pseudonymOf: (idNumber) => pseudonymOf(salt, idNumber),
    clock,
    log,
  });

  /** Documents of the feed, the line, the queue, updates. */
  const beginning = createLateBeginning(clock, () => {
    platform.start();
    updates.start();
  });
  const { staffMode } = staff;
  const ordersAtRest = createCommandSide({
    dataFolder: start.dataFolder,
    database,
    identity,
    platformTime,
    platform,
    devices: registry,
    restart: () => tellMustRestart(),
    log,
  });

  const parts = { devices, journal, business, identification, verification, staff, platform, platformTime };
  const session = createResidentSession({
    services: createSessionServices({ ...parts, agency, ambience }),
    limits: {
      idleMilliseconds: settings.session.idleSeconds * 1000,
      warningMilliseconds: settings.session.warningSeconds * 1000,
    },
    clock,
    log,
  });

  const surroundings = createSurroundings({ ...parts, settings, clock });
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
  const notices = createKioskNotices({
    isDevelopmentRuntime: start.runtime.developmentRuntime,
    identification,
    storage,
    platformTime,
    clock,
    changed,
  });
  const centreNotice = (): Pick<ViewSnapshot, 'centreNotice'> | null => {
    const text = commands.notice();
    return text && { centreNotice: text };
  };

  const help = createKioskHelp({ documents, platformTime, stationCode: settings.station.code });

  const visitNow = () => session.view(surroundings()).visit;
  const nobodyIsServed = (): boolean => isAtRest(visitNow());
  /** Whoever comes back for a card has to see it. */
  const mayDim = (): boolean => {
    const visit = visitNow();
    return isAtRest(visit) && visit.screen !== 'cardLeft';
  };
  const lookWhetherToBootAgain = (): void => {
    if (!nobodyIsServed()) return;
    ordersAtRest.look();
    if (identity.isRevoked() || identity.isReplaced() || storage.state().wantsRestart) {
      tellMustBootAgain();
    }
  };

  registry.onEvent((event) => {
    logDeviceEvent(log, event);
    if (event.type === 'status') changed();
  });
  line.onChange((state) => {
    log.info('line', { state });
    changed();
  });
  documents.onChange(() => {
    business.deleteDelivered();
    changed();
  });
  business.hall.onChange(changed);
  sync.onChange(changed);
  commands.onChange(() => {
    lookWhetherToBootAgain();
    changed();
  });
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
    if (!nobodyIsServed()) beginning.now();
    camera?.setVisitGoing(!nobodyIsServed());
    ambience.light(mayDim());
    lookWhetherToBootAgain();
    changed();
  });
  staffMode.onChange(changed);
  camera?.onWish(changed);
  registry.start();
  storage.start({ backupsKeptDays: () => documents.policy().backupRetentionDays });
  const interrupted = journal.endInterrupted();
  void settleInterruptedJobs({ jobs: interrupted, printer, journal, log });
  const lookForNewIdentity = createRecurring(clock, () => {
    lookWhetherToBootAgain();
    return identityLookMilliseconds;
  });
  lookForNewIdentity.now();
  const lookAtNotice = createRecurring(clock, () => {
    closing.recordEnd();
    ambience.light(mayDim());
    ambience.keepVoice();
    business.deleteDelivered();
    changed();
    return noticeLookMilliseconds;
  });
  lookAtNotice.now();

  return {
    snapshot: () => ({
      station: settings.station,
      line: line.state(),
      notices: notices.current(),
      queue: queue(),
      devices: registry.list().map(({ role, status }) => deviceView(role, status)),
      ...help(),
      ambience: ambience.ofScreen(),
      ...(centreNotice() ?? {}),
      ...(camera ? { camera: camera.wish() } : {}),
      ...(identification.facePack === null ? {} : { facePack: identification.facePack }),
      ...session.view(surroundings()),
      ...(staffMode.isOn() ? { timeLeft: staffMode.timeLeft() } : {}),
      ...(isOutOfService() ? { visit: unknownKioskView(identity.kioskId) } : {}),
    }),
    settingsPassed: (trial) => {
      const { now } = platformTime;
      const isEnded =
        trial.command !== undefined &&
        commands.end(trial.command, { ok: true }, (unit) => writeOutcome(unit, trial, now));
      if (!isEnded) recordTrial(database, trial, { now, log });
    },
    snapshotSent: beginning.snapshotSent,
    offersSetup: () => staffMode.isOn() && staff.nobodyEnrolled(),
    act: (intent) => {
      if (isOutOfService()) return { accepted: false, reason: 'not-now' };
      beginning.now();
      if (intent.name === 'staff') return staffMode.act(intent.intent);
      if (intent.name === 'stillHere' && staffMode.isOn()) return staffMode.act(intent);
      return session.act(intent, surroundings());
    },
    previewDocument: session.previewDocument,
    cameraReport: (report) => camera?.report(report),
    faceReport: identification.faceReport,
    facePhoto: identification.facePhoto,
    captureReport: session.captureReport,
    capturedPage: session.capturedPage,
    secondInstanceRefused: () => {
      log.error('second-instance-refused');
      notices.secondInstanceRefused();
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
    onMustBootAgain: (listener) => {
      tellMustBootAgain = listener;
      lookWhetherToBootAgain();
    },
    onMustRestart: (listener) => {
      tellMustRestart = listener;
      lookWhetherToBootAgain();
    },
    onMustEnd: (listener) => {
      tellMustEnd = listener;
    },
    stop: async () => {
      beginning.cancel();
      session.stop();
      identification.stop();
      business.hall.stop();
      await Promise.all([
        platform.stop(),
        registry.stop(),
        lookForNewIdentity.stop(),
        lookAtNotice.stop(),
        ordersAtRest.stop(),
        updates.stop(),
      ]);
      storage.stop();
      database.close();
    },
  };
};
