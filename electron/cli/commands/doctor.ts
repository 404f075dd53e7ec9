import { defineCommand } from '../command.ts';
import {
  type ConfiguredDevices,
  type ConfiguredKiosk,
  dataFolderVariable,
} from '../devices/configured-devices.ts';
import { type DeviceReading, isWorking } from '../devices/device-reading.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import { checkWords, findingWords, verdictWords } from '../../contract/diagnostics/finding-words.ts';
import { checkDataFolder, checkMemory, checkRestarts } from '../../core/diagnostics/checks/check-machine.ts';
import { checkPlatform } from '../../core/diagnostics/checks/check-platform.ts';
import { checkBackup, checkIdentity } from '../../core/diagnostics/checks/check-records.ts';
import { finding } from '../../core/diagnostics/checks/finding.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { checkContents, checkDatabase } from '../doctor/check-database.ts';
import { checkKiosk } from '../doctor/check-kiosk.ts';
import { exitCodes } from '../exit-code.ts';
import type { DoctorDocument } from '../json-documents.ts';
import type { Options } from '../options.ts';
import { interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import { columns } from '../text/columns.ts';
import { inBoth } from '../words/words.ts';
import { askDevices, devicesOfSettings, type StatusRequest } from './status.ts';

interface DoctorRequest {
  readonly dataFolder: string;
  /** Null where the settings are wrong. */
  readonly kiosk: ConfiguredKiosk | null;
  readonly devices: StatusRequest | null;
}

type DoctorResult =
  | { readonly outcome: 'examined'; readonly findings: readonly Finding[] }
  | { readonly outcome: 'interrupted' };

const name = 'doctor';

const deviceFinding = (reading: DeviceReading): Finding => {
  const found = finding('device');
  const { device, address, state, reasons } = reading;
  const codes = reasons.map(({ code, detail }) => (detail ? `${code} (${detail})` : code)).join(', ');
  const detail = `${device} ${address}${codes === '' ? '' : `: ${codes}`}`;
  if (isWorking(reading)) return found(reasons.length > 0 ? 'warning' : 'good', 'device-answers', detail);
  const held = state === 'deviceBusy' || reasons.some(({ code }) => code === 'port-busy');
  return held ? found('good', 'device-held', detail) : found('bad', 'device-faulty', detail);
};

/** Null when interrupted. */
const examineDevices = async (
  devices: StatusRequest | null,
  surroundings: Surroundings,
  kioskRuns: boolean,
): Promise<readonly Finding[] | null> => {
  if (devices === null) return [];
  const asked = await askDevices(devices, surroundings);
  if (asked.outcome === 'interrupted') return null;
  return asked.devices.map(deviceFinding).map((each) =>
    // Held by whom, if not by the kiosk?
    each.code === 'device-held' && !kioskRuns
      ? { ...each, verdict: 'bad' as const, code: 'device-faulty' as const }
      : each,
  );
};

const checkSettings = (dataFolder: string): Finding => {
  const found = finding('settings');
  const loaded = loadSettings(dataFolder);
  if (loaded.ok) return found('good', 'settings-read');
  return found('bad', loaded.reason === 'settings-missing' ? 'settings-missing' : 'settings-refused');
};

const isAwaitingSetup = (findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => code === 'kiosk-awaits-setup');

/** What the set-up brings is no fault before it. */
const asExpectedBeforeSetup = (found: Finding): Finding =>
  found.code === 'settings-missing' || found.code === 'identity-missing'
    ? { ...found, verdict: 'warning' }
    : found;

const examine = async (
  { dataFolder, kiosk, devices }: DoctorRequest,
  surroundings: Surroundings,
): Promise<DoctorResult> => {
  const { clock, interrupted } = surroundings;
  const running = await checkKiosk(dataFolder);
  const ofDevices = await examineDevices(devices, surroundings, running.code !== 'kiosk-stopped');
  if (ofDevices === null) return { outcome: 'interrupted' };
  const ofPlatform = kiosk ? await checkPlatform(kiosk.settings.platform, clock) : [];
  if (interrupted.aborted) return { outcome: 'interrupted' };
  const findings = [
    running,
    checkSettings(dataFolder),
    checkDataFolder(dataFolder),
    checkDatabase(dataFolder),
    checkBackup(dataFolder, clock.now()),
    checkIdentity(dataFolder),
    ...ofDevices,
    ...ofPlatform,
    ...checkContents(dataFolder, clock),
    checkMemory(),
    checkRestarts(dataFolder, clock.now()),
  ];
  return {
    outcome: 'examined',
    findings: isAwaitingSetup(findings) ? findings.map(asExpectedBeforeSetup) : findings,
  };
};

/** Longest wait for one device, milliseconds: a silent reader is known after six seconds. */
const usualTimeoutMilliseconds = 8_000;

const askAll = (options: Options, configured: ConfiguredDevices): StatusRequest | null => {
  const devices = devicesOfSettings(options, configured);
  const { timeoutMilliseconds = usualTimeoutMilliseconds } = options;
  return devices === null ? null : { ...devices, timeoutMilliseconds };
};

/** `doctor`: everything that can be looked at over ssh. */
export const doctorCommand = defineCommand<DoctorRequest, DoctorResult>({
  name,
  standsAlone: true,
  synopsis: '',
  summary: 'look at everything: settings, data, devices, platform, queue, machine',
  details: [
    `The kiosk is the one whose data folder ${dataFolderVariable} names. Run it as the account of the kiosk.`,
    'Works while the kiosk runs: then its reader and scanner are in its hands, and are told so. Nothing is changed.',
    `Exit code 0: the kiosk can serve, though something may want a look; ${exitCodes.needsAttention}: something does not work;`,
    `${exitCodes.awaitsSetup}: it runs and awaits its set-up, and nothing else was found.`,
  ],
  accepts: ['timeout'],
  positionals: [],
  request: (options, _positionals, configured, kiosk, dataFolder) =>
    dataFolder === null
      ? { ok: false, problem: `which kiosk? Give its data folder in ${dataFolderVariable}` }
      : {
          ok: true,
          request: {
            dataFolder,
            kiosk,
            devices: askAll(options, configured),
          },
        },
  run: examine,
  report: (result) => {
    if (result.outcome === 'interrupted') return interruptedReport(name);
    const { findings } = result;
    const works = findings.every(({ verdict }) => verdict !== 'bad');
    const awaitsSetup = isAwaitingSetup(findings);
    const ifItWorks = awaitsSetup ? exitCodes.awaitsSetup : exitCodes.ok;
    return {
      exitCode: works ? ifItWorks : exitCodes.needsAttention,
      text: columns(
        findings.map(({ check, verdict, code, detail }) => [
          inBoth(verdictWords[verdict]),
          inBoth(checkWords[check]),
          inBoth(findingWords[code]),
          detail,
        ]),
      ),
      document: {
        command: name,
        ok: works && !awaitsSetup,
        awaitsSetup,
        findings: findings.map(({ code, ...rest }) => ({ ...rest, code, words: findingWords[code] })),
      } satisfies DoctorDocument,
    };
  },
});
