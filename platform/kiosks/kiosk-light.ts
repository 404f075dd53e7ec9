import type { HealthReport } from '../contract/kiosks.ts';

/**
 * How a kiosk is, in one light: 0 green, 1 amber (somebody should look), 2 red (residents cannot be served, or may lose
 * something). The console doubles each by a shape and a word.
 */
export const kioskLights = ['green', 'amber', 'red'] as const;
export type KioskLight = (typeof kioskLights)[number];

/** A kiosk is silent, and red, when this many reports in a row did not come. */
const missedReports = 3;

/** Silent before this instant, milliseconds: long enough that one lost report is no alarm. */
export const silentBefore = (now: number, healthReportSeconds: number): number =>
  now - missedReports * healthReportSeconds * 1_000;

const deviceStatesThatStop = new Set(['offline', 'noDevice', 'hardwareError', 'fraudSuspected']);
/** Without these nothing can be issued; without others something is missing. */
const rolesThatServe = new Set(['idCardReader', 'printer']);

type ReportedDevice = HealthReport['devices'][number];

const deviceSeverity = ({ role, state, reasons, supplies }: ReportedDevice): number => {
  const hasStopped = deviceStatesThatStop.has(state) || reasons.some(({ severity }) => severity === 'error');
  if (hasStopped) {
    return rolesThatServe.has(role) ? 2 : 1;
  }
  const needsSomething =
    state === 'userError' ||
    reasons.some(({ severity }) => severity === 'warning') ||
    supplies.some((supply) => supply.state === 'low' || supply.state === 'empty');
  return needsSomething ? 1 : 0;
};

/** Place in `kioskLights` of the light that a report gives by itself. */
export const severityOf = (report: HealthReport): number => {
  const isLosing = report.database.notices?.includes('disk-full') ?? false;
  const wantsSomebody =
    report.queue.refused > 0 ||
    (report.database.notices?.length ?? 0) > 0 ||
    (report.feed?.problem ?? null) !== null ||
    (report.feed?.missing.length ?? 0) > 0;
  return Math.max(isLosing ? 2 : 0, wantsSomebody ? 1 : 0, ...report.devices.map(deviceSeverity));
};
