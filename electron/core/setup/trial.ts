import { arch, platform as systemName, release } from 'node:os';
import { v7 } from 'uuid';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import { loadCertificateRendering } from '../composition/certificate-rendering.ts';
import type { KioskDevices } from '../composition/kiosk-devices.ts';
import { checkDataFolder, checkMemory, checkRestarts } from '../diagnostics/checks/check-machine.ts';
import { checkPlatform } from '../diagnostics/checks/check-platform.ts';
import { checkIdentity } from '../diagnostics/checks/check-records.ts';
import { finding } from '../diagnostics/checks/finding.ts';
import { deviceAddresses } from '../diagnostics/devices/device-addresses.ts';
import { createDeviceHistory } from '../diagnostics/devices/device-history.ts';
import { diagnosedDevices } from '../diagnostics/devices/diagnosed-devices.ts';
import { deviceFindings } from '../diagnostics/kiosk-checks.ts';
import { renderReport } from '../diagnostics/report/report-document.ts';
import { readinessReport } from '../diagnostics/report/readiness-report.ts';
import type { TestFinding } from '../diagnostics/tests/device-test-types.ts';
import { printForTechnician } from '../diagnostics/tests/device-tests.ts';
import { renderTestPage } from '../diagnostics/tests/test-page.ts';
import type { Log } from '../log/core-log.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The last step of a first visit: a page of colours, and the report that the kiosk is fit for service. */
export interface Trial {
  readonly testPage: () => TestFinding['outcome'] | null;
  readonly ready: () => boolean | null;
  readonly findings: () => readonly Finding[];
  printTestPage(): Promise<SetupResult>;
  /** Looks at everything and prints what was found. */
  printReport(by: string): Promise<SetupResult>;
}

export const createTrial = (options: {
  readonly start: CoreStart;
  readonly settings: Settings;
  readonly devices: KioskDevices;
  readonly kioskId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Trial => {
  const { start, settings, devices, clock, log, signal } = options;
  const { registry, reader, scanner, printer } = devices;
  const history = createDeviceHistory({ registry, reader, scanner, now: clock.now });
  const typefaces = loadCertificateRendering({
    appFolder: start.appFolder,
    deliveredTemplate: () => undefined,
    log,
  }).renderer.then((renderer) => renderer?.typefaces ?? null);
  let testPage: (TestFinding & { readonly at: number }) | null = null;
  let findings: readonly Finding[] = [];
  let ready: boolean | null = null;

  return {
    testPage: () => testPage?.outcome ?? null,
    ready: () => ready,
    findings: () => findings,
    printTestPage: async () => {
      const faces = await typefaces;
      if (faces === null) return 'page-not-printed';
      const facts = { stationCode: settings.station.code, version: start.appVersion, at: clock.now() };
      const pdf = await renderTestPage(faces, facts);
      const printed = await printForTechnician(printer, { pdf, pages: 1, id: v7() }, signal);
      testPage = { ...printed, at: Math.round(clock.now()) };
      return printed.outcome === 'passed' ? 'page-printed' : 'page-not-printed';
    },
    printReport: async (by) => {
      const { dataFolder } = start;
      const at = Math.round(clock.now());
      findings = [
        finding('settings')('good', 'settings-read'),
        checkDataFolder(dataFolder),
        checkIdentity(dataFolder),
        ...deviceFindings(registry),
        ...(await checkPlatform(settings.platform, clock)),
        checkMemory(),
        checkRestarts(dataFolder, at),
      ];
      const report = readinessReport({
        kiosk: {
          kioskId: options.kioskId,
          stationCode: settings.station.code,
          versions: {
            app: start.appVersion,
            electron: start.runtime.electron,
            node: process.versions.node,
            system: `${systemName()} ${release()} ${arch()}`,
          },
        },
        run: { at, findings, starts: [] },
        devices: diagnosedDevices({ registry, history, addresses: deviceAddresses(settings) }),
        tests: [
          {
            name: 'test-page',
            latest: testPage && { outcome: testPage.outcome, detail: testPage.detail, at: testPage.at, by },
          },
        ],
        by,
      });
      ready = report.ready;
      const faces = await typefaces;
      if (faces === null) return 'report-not-printed';
      const printed = await printForTechnician(
        printer,
        { ...(await renderReport(report, faces)), id: v7() },
        signal,
      );
      return printed.outcome === 'passed' ? 'report-printed' : 'report-not-printed';
    },
  };
};
