import type { HealthReport } from '../../platform/contract/kiosks.ts';

/** A report of a kiosk of which only the paper is low; a test changes what it is about. */
export const healthReportOf = (changes: Partial<HealthReport> = {}): HealthReport => {
  const reportedAt = changes.reportedAt ?? 0;
  return {
    reportedAt,
    appVersion: '0.2.0',
    versions: { electron: '45.0.0', node: '24.4.0', system: 'linux 6.12 x64' },
    lastStart: { at: 0, after: 'in-order' },
    queue: { pending: 3, refused: 0, oldestPendingAt: Math.max(reportedAt - 60_000, 0) },
    devices: [
      {
        role: 'printer',
        state: 'online',
        reasons: [{ code: 'media-low', severity: 'warning', actor: 'staff' }],
        supplies: [{ name: 'Tray 1', kind: 'media', percent: 8, state: 'low' }],
      },
    ],
    auditHead: { sequence: 1, hash: 'a'.repeat(64) },
    database: { bytes: 1_048_576, lastBackupAt: null },
    commands: [],
    ...changes,
  };
};
