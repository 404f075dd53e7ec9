import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { AmbienceService } from '../ambience/ambience-service.ts';
import { deviceProblem } from '../devices/device-problem.ts';
import { devicesAtWork } from '../devices/working-devices.ts';
import { lookForSlip } from '../staff/service-credential/look-for-slip.ts';
import { lookForCard } from '../identity/look-for-card.ts';
import type { ReadCard } from '../identity/identify-by-card.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Log } from '../log/core-log.ts';
import { exportLog } from '../log-export/export-log.ts';
import { findSticks } from '../log-export/find-sticks.ts';
import { createPortAssignments } from '../ports/assign-port.ts';
import { createListPlaces, portFoldersOf } from '../ports/list-places.ts';
import { createPortDesk } from '../ports/port-desk.ts';
import { createProbePlace } from '../ports/probe-place.ts';
import { createSettingsDesk } from '../settings/editor/settings-desk.ts';
import type { Typefaces } from '../certificates/rendering/typesetting/typeface.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { watchForNewCard } from '../staff/new-member.ts';
import { findOnStick } from '../staff/service-credential/find-on-stick.ts';
import { createServiceCredentials } from '../staff/service-credential/service-credentials.ts';
import { createStaffAccess } from '../staff/staff-access.ts';
import { createCredentialDesk } from '../staff-mode/credential-desk.ts';
import { createMembersDesk } from '../staff-mode/members-desk.ts';
import { createPageViews } from '../staff-mode/pages/page-views.ts';
import { createStaffPages } from '../staff-mode/pages/staff-pages.ts';
import { createRestoreDesk } from '../staff-mode/restore-desk.ts';
import type { ServiceClosing } from '../staff-mode/service-closing.ts';
import { signInMilliseconds, staffWarningMilliseconds } from '../staff-mode/sign-in-patience.ts';
import { createSignIn } from '../staff-mode/sign-in.ts';
import { createStaffActions } from '../staff-mode/staff-actions.ts';
import { createStaffMode, type StaffMode } from '../staff-mode/staff-mode.ts';
import type { StaffServices } from '../staff-mode/staff-types.ts';
import { createStickBackupDesk } from '../stick-backup/stick-backup-desk.ts';
import type { StorageService } from '../storage/storage-service.ts';
import { createUpdateDesk } from '../update/update-desk.ts';
import type { UpdateService } from '../update/update-service.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import type { PlatformSide } from './platform-side.ts';

/** So long the word that it restarts is seen. */
const restartAfterMilliseconds = 1_000;

/** Staff mode, and whether the kiosk is closed. */
export interface StaffSide {
  readonly staffMode: StaffMode;
  readonly closing: ServiceClosing;
  nobodyEnrolled(): boolean;
}

/** Staff mode of this kiosk. */
export const createStaffSide = (options: {
  readonly settings: Settings;
  readonly appVersion: string;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly dataFolder: string;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly devices: Pick<KioskDevices, 'registry' | 'reader' | 'printer' | 'scanner'>;
  readonly platform: Pick<PlatformSide, 'sync' | 'documents'>;
  /** Lets everything go and comes up anew. */
  readonly restart: () => void;
  /** Ends this core, so that the next one reads the settings anew. */
  readonly renew: () => void;
  /** What is on the screen is different. */
  readonly changed: () => void;
  readonly closing: ServiceClosing;
  readonly ambience: AmbienceService;
  readonly diagnostics: Diagnostics;
  readonly updates: UpdateService;
  readonly pseudonymOf: (idNumber: string) => string;
  /** Fonts take a moment to load; null when they could not be. */
  readonly typefaces: Promise<Typefaces | null>;
  readonly clock: Clock;
  readonly log: Log;
}): StaffSide => {
  const { settings, database, storage, devices, closing, ambience, clock, log } = options;
  const { now } = options.platformTime;
  const { documents } = options.platform;
  const access = createStaffAccess({ database, now });
  const sticks = () => findSticks(settings.maintenance.stickFolders);
  const credentials = createServiceCredentials({
    database,
    identity: options.identity,
    newId: () => randomBytes(16).toString('base64url'),
    now,
  });
  const { nobodyEnrolled, ...signIn } = createSignIn({
    ...options,
    access,
    credentials,
    findOnStick: () => findOnStick(sticks(), options.identity.kioskId),
    now,
  });
  const afterSignOut = (then: () => void) => () => {
    clock.after(restartAfterMilliseconds, () => {
      staffMode.act({ name: 'signOut' });
      then();
    });
  };
  const settingsDesk = createSettingsDesk({
    dataFolder: options.dataFolder,
    database,
    working: () => devicesAtWork(devices.registry),
    restartSoon: afterSignOut(options.renew),
    now,
    log,
  });
  const ports = createPortAssignments({
    settings,
    registry: devices.registry,
    desk: createPortDesk({
      list: createListPlaces(portFoldersOf(process.env)),
      probe: createProbePlace(clock),
      clock,
      changed: options.changed,
    }),
    settingsDesk,
  });
  const restore = createRestoreDesk({
    database,
    access,
    storage,
    // The store itself wants the start, as soon as nobody is in.
    restartSoon: afterSignOut(() => undefined),
  });
  const members = createMembersDesk({
    database,
    credentials: createCredentialDesk({
      ...options,
      credentials,
      printer: devices.printer,
      sticks,
      newId: () => v7(),
      now,
    }),
    watchForCard: (listener) =>
      watchForNewCard({ ...listener, reader: devices.reader, pseudonymOf: options.pseudonymOf, now, log }),
    sticks,
    signOutSoon: afterSignOut(() => undefined),
    changed: options.changed,
    now,
  });
  const stickBackups = createStickBackupDesk({
    database,
    dataFolder: options.dataFolder,
    kioskId: options.identity.kioskId,
    backUpNow: storage.backUpNow,
    backups: storage.backups,
    sticks,
    log,
  });
  const updateDesk = createUpdateDesk(options.updates, sticks);
  const pages = createStaffPages(
    createPageViews({
      database,
      closing,
      ambience,
      nameOf: (code) => {
        const { items, applications, myDocuments = [] } = documents.catalogue();
        return (
          [...items, ...applications, ...myDocuments].find((item) => item.code === code)?.officialName ?? null
        );
      },
      supplies: () => devices.printer.status().supplies ?? [],
      sticks,
      storage: storage.state,
      restore,
      stickBackups,
      members: () => members.page(staffMode.member()),
      version: options.appVersion,
      diagnostics: options.diagnostics.pages,
      adjustments: { ports: ports.page, settings: settingsDesk.page, update: updateDesk.page },
      now,
      log,
    }),
  );
  const services: StaffServices<ReadCard> = {
    ...signIn,
    lookForCard: (listener) => lookForCard(devices.reader, listener, log),
    lookForSlip: (read) =>
      devices.scanner === null ? () => undefined : lookForSlip(devices.scanner, read, log),
    opened: ({ label }, page) => {
      members.leave();
      ports.leave();
      restore.forget();
      log.info('staff-page', { label, page });
    },
    signedOut: (member, reason) => {
      members.leave();
      ports.leave();
      settingsDesk.forget();
      restore.forget();
      signIn.signedOut(member, reason);
    },
    perform: createStaffActions({
      database,
      access,
      closing,
      ambience,
      wakeQueue: options.platform.sync.wake,
      recoverySeen: storage.recoverySeen,
      restore,
      stickBackups,
      backUpNow: storage.backUpNow,
      restartSoon: afterSignOut(options.restart),
      sticks,
      diagnose: options.diagnostics.diagnose,
      ports,
      settings: settingsDesk,
      updates: updateDesk,
      members,
      messages: { newKey: () => v7(), platformTime: options.platformTime },
      exportLog: (stick) => exportLog({ ...options, stick, now }),
      now,
      log,
    }),
  };
  const staffMode = createStaffMode({
    services,
    pages,
    nobodyEnrolled,
    takesSlip: devices.scanner !== null,
    readerProblem: () => deviceProblem('idCardReader', devices.reader.status()),
    limits: {
      signInMilliseconds,
      panelMilliseconds: settings.session.staffIdleSeconds * 1000,
      warningMilliseconds: staffWarningMilliseconds,
    },
    clock,
    log,
  });
  return { staffMode, closing, nobodyEnrolled };
};
