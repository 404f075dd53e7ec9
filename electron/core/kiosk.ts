import { join } from 'node:path';
import { v4, v7 } from 'uuid';
import type { KioskDatabase } from '../../db/connection.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import type { CardRecord } from '../../drivers/id-card-reader/card-record.ts';
import { createDeviceRegistry } from '../../drivers/device/device-registry.ts';
import { createIdCardReaderDriver } from '../../drivers/id-card-reader/id-card-reader-driver.ts';
import { createPrinterDriver } from '../../drivers/printer/printer-driver.ts';
import { createQrScannerDriver } from '../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { CameraReport } from '../contract/channel.ts';
import type { Intent } from '../contract/intents.ts';
import type { CoreStart } from '../contract/supervision.ts';
import type { Notice, ViewSnapshot } from '../contract/view-snapshot.ts';
import { createLineMonitor } from '../sync/line-monitor.ts';
import { createPlatformClient } from '../sync/platform-client.ts';
import { createTrustedDocuments } from '../sync/trusted-documents.ts';
import { createPrepareCertificate } from './certificates/prepare-certificate.ts';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from './certificates/rendering/certificate-renderer.ts';
import { createCameraDevice } from './devices/camera-device.ts';
import { logDeviceEvent } from './devices/device-log.ts';
import { deviceProblem, deviceView } from './devices/device-problem.ts';
import { readerTransport } from './devices/reader-transport.ts';
import { scannerTransport } from './devices/scanner-transport.ts';
import { createFaceVerifier } from './identity/face-verification.ts';
import { createIdentifyByCard } from './identity/identify-by-card.ts';
import { lookForCard } from './identity/look-for-card.ts';
import { pseudonymOf } from './identity/pseudonym.ts';
import type { Log } from './log/core-log.ts';
import { createPrintCertificate } from './printing/print-certificate.ts';
import { settleInterruptedJobs } from './printing/settle-interrupted-jobs.ts';
import { type ActOutcome, createResidentSession } from './session/resident-session.ts';
import { createVisitJournal } from './session/visit-journal.ts';
import type { Failure } from './session/visit-types.ts';
import type { Surroundings } from './session/visit-view.ts';
import type { Settings } from './settings/settings-schema.ts';

/** A kiosk that serves: devices, line, documents and session on one database. */
export interface Kiosk {
  snapshot(): Omit<ViewSnapshot, 'revision'>;
  act(intent: Intent): ActOutcome;
  previewDocument(certificateNumber: string): Uint8Array | null;
  cameraReport(report: CameraReport): void;
  secondInstanceRefused(): void;
  onChange(listener: () => void): void;
  stop(): Promise<void>;
}

/** How long the refusal of a second instance stays on the screen. */
const secondInstanceNoticeMilliseconds = 10_000;

/** How often key set and catalogue are fetched anew while the line is there. */
const refreshDocumentsMilliseconds = 10 * 60_000;
/** And after an attempt that failed: until then nobody can be served. */
const refreshAgainMilliseconds = 15_000;

/** A reader asks or is asked every two seconds, and waits at most 6.5 s for one answer. */
const readerHeartbeatMilliseconds = 10_000;
/** A printer is looked at every four seconds; an exchange without progress ends after ten. */
const printerHeartbeatMilliseconds = 30_000;

/** Puts the kiosk together and starts it. Everything from outside has been checked by the caller. */
export const createKiosk = (options: {
  readonly start: CoreStart;
  readonly settings: Settings;
  readonly database: KioskDatabase;
  /** Of the pseudonyms (identity/pseudonym.ts). */
  readonly salt: Uint8Array;
  readonly clock: Clock;
  readonly log: Log;
}): Kiosk => {
  const { start, settings, database, salt, clock, log } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const notices = new Set<Notice>();
  if (start.runtime.developmentRuntime) notices.add('development-runtime');
  if (settings.identity.faceVerification === 'demo-stand-in') notices.add('demo-identity-check');

  const journal = createVisitJournal(database, log);
  const client = createPlatformClient(settings.platform);
  const line = createLineMonitor({ client, clock });
  const documents = createTrustedDocuments({
    client,
    rootKey: settings.platform.rootKey,
    kept: {
      read: (name) => {
        const found = database.read(({ keptDocuments }) => keptDocuments.find(name)?.body ?? null);
        return found.ok ? found.value : null;
      },
      keep: (name, body) => {
        const kept = database.transaction(({ keptDocuments }) => {
          keptDocuments.keep({ name, body });
          return { ok: true };
        });
        if (!kept.ok) log.error('document-not-kept', { name, reason: kept.reason });
        return kept.ok;
      },
    },
  });

  const devices = createDeviceRegistry({ clock });
  const reader = devices.add(
    (watched) =>
      createIdCardReaderDriver({
        transport: readerTransport(settings.devices.idCardReader),
        clock: watched,
      }),
    { heartbeatWithin: readerHeartbeatMilliseconds },
  );
  const printer = devices.add(
    (watched) => createPrinterDriver({ ...printerAddress(settings), clock: watched }),
    { heartbeatWithin: printerHeartbeatMilliseconds },
  );
  const { camera: fittedCamera, qrScanner: fittedScanner } = settings.devices;
  // No visit takes codes yet: the scanner is never enabled and only says how it is. It has no heartbeat: on a line that
  // is open it rightly waits for ever.
  if (fittedScanner) {
    devices.add((watched) =>
      createQrScannerDriver({ transport: scannerTransport(fittedScanner), clock: watched }),
    );
  }
  const camera = fittedCamera
    ? devices.add((watched) => createCameraDevice({ label: fittedCamera.label, clock: watched, log }))
    : null;

  const identify = createIdentifyByCard({
    faceVerifier: createFaceVerifier(settings.identity.faceVerification),
    journal,
    clock,
    log,
    pseudonymOf: (idNumber) => pseudonymOf(salt, idNumber),
  });
  const prepare = createPrepareCertificate({
    client,
    documents,
    renderer: loadRenderer(start.appFolder, log),
    journal,
    clock,
    log,
    newRequestId: () => v4(),
    station: { code: settings.station.code, name: settings.station.name['zh-CN'] },
    onLine: line.observed,
  });
  const print = createPrintCertificate({
    printer,
    printerUri: settings.devices.printer.uri,
    journal,
    log,
    newPrintJobId: () => v7(),
  });

  const session = createResidentSession({
    services: {
      lookForCard: (listener) => lookForCard(reader, listener, log),
      beginVisit: (presentation) => {
        const visitId = v7();
        const begun = journal.beginVisit(visitId, presentation);
        if (begun.ok) return { ok: true, visitId };
        return { ok: false, problem: 'could-not-record', staffCode: begun.reason } satisfies {
          ok: false;
        } & Failure;
      },
      // The chart carries the card as it came from lookForCard, without looking into it.
      identify: (visitId, card) => identify(visitId, card as CardRecord),
      prepare,
      print,
      rate: (rating) => void journal.rated(rating),
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
    const readerProblem = deviceProblem('idCardReader', devices.status('idCardReader'));
    const printerProblem = deviceProblem('printer', devices.status('printer'));
    return {
      unavailable: [readerProblem, printerProblem].filter((problem) => problem !== null),
      readerProblem,
      printerProblem,
      cardOnReader: reader.cardPresence !== 'absent',
      items: documents.catalogue().items,
      catalogueState: documents.catalogueState(),
    };
  };

  let stopped = false;
  let cancelRefresh = (): void => undefined;
  const refresh = async (): Promise<void> => {
    cancelRefresh();
    const outcome = await documents.refresh();
    if (stopped) return;
    if (!outcome.ok) log.warn('documents-not-refreshed', { reason: outcome.reason, detail: outcome.detail });
    cancelRefresh = clock.after(
      outcome.ok ? refreshDocumentsMilliseconds : refreshAgainMilliseconds,
      () => void refresh(),
    );
  };

  devices.onEvent((event) => {
    logDeviceEvent(log, event);
    if (event.type === 'status') changed();
  });
  devices.start();
  line.onChange((state) => {
    log.info('line', { state });
    if (state === 'online') void refresh();
    changed();
  });
  documents.onChange(changed);
  session.onChange(() => {
    camera?.setVisitGoing(session.view(surroundings()).visit.screen !== 'attract');
    changed();
  });
  camera?.onWish(changed);
  const interrupted = journal.endInterrupted();
  void settleInterruptedJobs({ jobs: interrupted, printer, journal, log });
  void documents.restore().then(() => line.start());

  return {
    snapshot: () => ({
      station: settings.station,
      line: line.state(),
      notices: [...notices],
      devices: devices.list().map(({ role, status }) => deviceView(role, status)),
      ...(camera ? { camera: camera.wish() } : {}),
      ...session.view(surroundings()),
    }),
    act: (intent) => session.act(intent, surroundings()),
    previewDocument: session.previewDocument,
    cameraReport: (report) => camera?.report(report),
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
    stop: async () => {
      stopped = true;
      cancelRefresh();
      line.stop();
      session.stop();
      await devices.stop();
      database.close();
    },
  };
};

const printerAddress = ({ devices: { printer } }: Settings) => ({
  uri: printer.uri,
  ...(printer.certificateSha256 === undefined ? {} : { certificateSha256: printer.certificateSha256 }),
});

/** Loads fonts and templates; what is wrong with them is said at once, not when somebody waits for a certificate. */
const loadRenderer = async (appFolder: string, log: Log): Promise<CertificateRenderer | null> => {
  try {
    const renderer = await createCertificateRenderer({
      fontFolder: join(appFolder, 'node_modules/@expo-google-fonts/noto-serif-sc'),
      templatesFolder: join(appFolder, 'assets/templates'),
    });
    for (const { file, detail } of renderer.refusedTemplates) log.error('template-refused', { file, detail });
    return renderer;
  } catch (error) {
    log.error('renderer-unavailable', { error: String(error) });
    return null;
  }
};
