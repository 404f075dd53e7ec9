import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { Intent } from '../../contract/intents.ts';
import type { SetupIntent } from '../../contract/setup/setup-intents.ts';
import type { SetupResult, SetupStep } from '../../contract/setup/setup-words.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import { createKioskDevices, type KioskDevices } from '../composition/kiosk-devices.ts';
import { loadPseudonymSalt, pseudonymOf } from '../identity/pseudonym.ts';
import type { Log } from '../log/core-log.ts';
import { createListPlaces, portFoldersOf } from '../ports/list-places.ts';
import { readPlace } from '../ports/place.ts';
import { createPortDesk } from '../ports/port-desk.ts';
import { createProbePlace } from '../ports/probe-place.ts';
import type { ActOutcome } from '../session/resident-session.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { writeSettings } from '../settings/write-settings.ts';
import { createFirstSupervisor, type FirstSupervisor } from './first-supervisor.ts';
import { createIdleWatch, patienceWithAnybody, patienceWithTechnician } from './idle-watch.ts';
import { enrolledAs } from './join-platform.ts';
import { createSetupCentre, type Told } from './setup-centre.ts';
import { placedState } from './setup-devices.ts';
import type { SetupMoment } from './setup-moment.ts';
import { createSetupRecord } from './setup-record.ts';
import { settingsFromState, stateFromSettings } from './setup-settings.ts';
import { freshSetup, isSetupUnfinished, readSetupState, type SetupState } from './setup-state.ts';
import { mayBeAsked, setupSnapshot } from './setup-view.ts';
import { createSlipScanner, type SlipScanner } from './slip-scanner.ts';
import { createTrial, type Trial } from './trial.ts';

/** The first-visit wizard, from "just unpacked" to "in service", while it is open. */
export interface Setup {
  snapshot(): Omit<ViewSnapshot, 'revision'>;
  act(intent: Intent): ActOutcome;
  stop(): Promise<void>;
}

const accepted = { accepted: true } as const;
const notNow = { accepted: false, reason: 'not-now' } as const;

/**
 * Opens the wizard on a database that nobody else has open. Every step can be left and taken up again: what was done stands in
 * the database, in `identity/` and in `settings.json`. Nothing that gives anybody a right is done before the one-time code of the
 * centre was taken by the platform, or was shown once more by whoever comes back.
 */
export const createSetup = (options: {
  readonly start: CoreStart;
  readonly database: KioskDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
  /** It was left, by hand or because nobody touched anything; or the kiosk can go into service. */
  readonly over: () => void;
}): Setup => {
  const { start, database, clock, log, changed } = options;
  const { dataFolder } = start;
  const record = createSetupRecord(database, log);
  const loaded = loadSettings(dataFolder);
  const prepared = loaded.ok ? loaded.settings : null;
  const kept = readSetupState(database);
  const servesWithoutWizard =
    prepared !== null && enrolledAs(dataFolder) !== null && !isSetupUnfinished(database);
  let state = kept ?? (prepared ? stateFromSettings(freshSetup, prepared) : freshSetup);
  let working = false;
  let result: { readonly code: SetupResult; readonly detail: string } | null = null;
  let stopped = false;
  let highContrast = false;

  const list = createListPlaces(portFoldersOf(process.env));
  const ports = createPortDesk({ list, probe: createProbePlace(clock), clock, changed });
  let slipScanner: SlipScanner | null = null;
  let running: {
    readonly devices: KioskDevices;
    readonly leave: AbortController;
    supervisor: FirstSupervisor | null;
    trial: Trial | null;
  } | null = null;

  const members = () => {
    const found = database.read(({ staff }) => staff.list().filter(({ disabledAt }) => disabledAt === null));
    return found.ok ? found.value : [];
  };
  const moment = (): SetupMoment => ({
    state,
    working,
    result,
    findings: centre.findings(),
    codeTyped: centre.codeTyped(),
    authorised: centre.authorised(),
    kioskId: enrolledAs(dataFolder),
    settingsWritten: loadSettings(dataFolder).ok,
    members: members().length,
    firstMember: members()[0]?.label ?? null,
  });
  const tell = (told: Told): void => {
    result = typeof told === 'string' ? { code: told, detail: '' } : told;
    if (result !== null) log.info('setup', { step: state.step, result: result.code });
    changed();
  };
  const keep = (next: SetupState, entry: Parameters<typeof record.keep>[1]): boolean => {
    const done = record.keep(next, entry);
    if (done) state = next;
    return done;
  };

  const writeIfWhole = (): Told => {
    const value = settingsFromState(state, prepared);
    // Before the code was shown nothing of an enrolled kiosk is changed; before it is enrolled there is nothing to write.
    if (value === null || !centre.authorised()) return null;
    const written = writeSettings(dataFolder, value);
    if (written.ok) return null;
    const detail = 'problems' in written ? written.problems.join('; ') : written.detail;
    return { code: 'settings-refused', detail: detail.slice(0, 300) };
  };

  const centre = createSetupCentre({
    start,
    state: () => state,
    keep,
    written: writeIfWhole,
    pinnedRootKey: prepared?.platform.rootKey ?? null,
    clock,
  });

  const leaveStep = async (): Promise<void> => {
    ports.endDetection();
    const [scanner, parts] = [slipScanner, running];
    slipScanner = null;
    running = null;
    parts?.leave.abort();
    parts?.supervisor?.stop();
    await Promise.all([scanner?.stop(), parts?.devices.registry.stop()]);
  };

  const startDevices = (): NonNullable<typeof running> | null => {
    const now = loadSettings(dataFolder);
    if (!now.ok) return null;
    const devices = createKioskDevices({ settings: now.settings, clock, log });
    devices.registry.onEvent(changed);
    devices.registry.start();
    return { devices, leave: new AbortController(), supervisor: null, trial: null };
  };

  const enterStep = async (step: SetupStep): Promise<void> => {
    await leaveStep();
    if (stopped) return;
    switch (step) {
      case 'centre':
        slipScanner = createSlipScanner({
          scanner: state.qrScanner,
          clock,
          changed,
          read: (text) => {
            idle.touch();
            tell(centre.takeSlip(text));
          },
        });
        break;
      case 'devices':
        await ports.look();
        break;
      case 'supervisor': {
        running = startDevices();
        if (running === null || members().length > 0) break;
        const salt = loadPseudonymSalt(dataFolder);
        running.supervisor = createFirstSupervisor({
          reader: running.devices.reader,
          database,
          pseudonymOf: (idNumber) => pseudonymOf(salt, idNumber),
          now: clock.now,
          log,
          changed,
          tell,
        });
        break;
      }
      case 'trial': {
        running = startDevices();
        const now = loadSettings(dataFolder);
        const kioskId = enrolledAs(dataFolder);
        if (running === null || !now.ok || kioskId === null) break;
        const { devices, leave } = running;
        running.trial = createTrial({
          start,
          settings: now.settings,
          devices,
          kioskId,
          clock,
          log,
          signal: leave.signal,
        });
        break;
      }
      case 'language':
      case 'checks':
        break;
    }
    changed();
  };

  const goTo = async (step: SetupStep): Promise<Told> => {
    if (!keep({ ...state, step }, null)) return 'could-not-record';
    await enterStep(step);
    return null;
  };

  const assign = async ({ role, place: text }: Extract<SetupIntent, { name: 'assign' }>): Promise<Told> => {
    ports.endDetection();
    const place = readPlace(text);
    const next = place && placedState(state, role, place);
    if (place === null || next === null) return { code: 'place-refused', detail: text.slice(0, 300) };
    const probed = await ports.probe(role, place);
    if (probed.outcome === 'not-a-place') return { code: 'place-refused', detail: text.slice(0, 300) };
    if (probed.outcome !== 'answers' && probed.outcome !== 'opened') {
      return { code: 'device-silent', detail: probed.detail };
    }
    if (!keep(next, { action: 'setup.device-assigned', subject: role })) return 'could-not-record';
    return writeIfWhole() ?? (probed.outcome === 'answers' ? 'device-answers' : 'device-opened');
  };

  /** Everything is there that the kiosk needs; the trial is good advice. */
  const finish = (): Told => {
    const now = moment();
    if (!now.settingsWritten || now.kioskId === null || now.members === 0) return 'device-missing';
    const entry = {
      action: 'setup.finished',
      subject: now.kioskId,
      details: { testPage: running?.trial?.testPage() ?? null },
    };
    if (!record.keep(null, entry)) return 'could-not-record';
    options.over();
    return null;
  };

  const perform = (intent: SetupIntent): Told | Promise<Told> => {
    switch (intent.name) {
      case 'open':
        return null;
      case 'leave':
        // Who leaves when all is done has finished: nothing of the code is kept.
        if (!centre.authorised() || finish() !== null) options.over();
        return null;
      case 'chooseLanguage':
        return keep({ ...state, locale: intent.locale }, null) ? null : 'could-not-record';
      case 'goTo':
        return goTo(intent.step);
      case 'check':
        return centre.check();
      case 'note':
        return centre.note(intent);
      case 'enrol':
        return centre.enrol();
      case 'look':
        return ports.look().then(() => null);
      case 'assign':
        return assign(intent);
      case 'leaveOut':
        return keep({ ...state, qrScanner: null }, { action: 'setup.device-left-out', subject: intent.role })
          ? writeIfWhole()
          : 'could-not-record';
      case 'detect':
        ports.detect(intent.role);
        return null;
      case 'endDetection':
        ports.endDetection();
        return null;
      case 'otherCard':
        running?.supervisor?.again();
        return null;
      case 'supervisor':
        return running?.supervisor?.add(intent) ?? 'card-refused';
      case 'printTestPage':
        return running?.trial?.printTestPage() ?? 'page-not-printed';
      case 'printReport':
        return running?.trial?.printReport(moment().firstMember ?? '?') ?? 'report-not-printed';
      case 'finish':
        return finish();
    }
  };

  const view = (): Omit<ViewSnapshot, 'revision'> =>
    setupSnapshot({
      moment: moment(),
      ports,
      takesSlip: slipScanner?.isReady() ?? false,
      reader: running?.devices.reader.status() ?? null,
      supervisorStage: running?.supervisor?.stage() ?? null,
      trial: running?.trial ?? null,
      timeLeft: idle.timeLeft(),
      highContrast,
      start,
      now: clock.now(),
    });

  const idle = createIdleWatch({
    clock,
    changed,
    patience: () =>
      servesWithoutWizard && !working && !centre.authorised() ? patienceWithAnybody : patienceWithTechnician,
    expired: options.over,
  });
  keep(state, kept === null ? { action: 'setup.begun' } : { action: 'setup.opened' });
  void enterStep(state.step);

  return {
    snapshot: view,
    act: (intent) => {
      idle.touch();
      if (intent.name === 'stillHere') return accepted;
      if (intent.name === 'setLocale') {
        keep({ ...state, locale: intent.locale }, null);
        changed();
        return accepted;
      }
      if (intent.name === 'setContrast') {
        highContrast = intent.on;
        changed();
        return accepted;
      }
      if (intent.name !== 'setup' || working) return notNow;
      const asked = intent.intent;
      if (!mayBeAsked(asked, view())) return notNow;
      const outcome = perform(asked);
      if (!(outcome instanceof Promise)) {
        tell(outcome);
        return accepted;
      }
      working = true;
      // Who waits for the platform's answer is there.
      idle.touch();
      result = null;
      changed();
      void outcome.then((told) => {
        working = false;
        idle.touch();
        if (!stopped) tell(told);
      });
      return accepted;
    },
    stop: async () => {
      stopped = true;
      centre.forget();
      idle.stop();
      await leaveStep();
    },
  };
};
