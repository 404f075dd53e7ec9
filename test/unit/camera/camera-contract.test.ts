import { describe, expect, it } from 'vitest';
import type { CameraReport } from '../../../electron/contract/channel.ts';
import { createContractServer } from '../../../electron/core/link/contract-server.ts';
import { outOfServiceSnapshot } from '../../../electron/core/out-of-service.ts';
import { parseSettings } from '../../../electron/core/settings/load-settings.ts';
import { defaultSettings } from '../../../scripts/station/station-settings.ts';
import { silentLog } from '../../helpers/journal.ts';

/** A core that keeps what a page reports of the camera. */
const createWorld = () => {
  const reports: CameraReport[] = [];
  const sent: unknown[] = [];
  const server = createContractServer({
    log: silentLog,
    snapshot: () =>
      outOfServiceSnapshot(
        { reason: 'core-restarting', detail: '' },
        {
          dataFolder: '/x',
          appFolder: '/y',
          appVersion: '0',
          formerEnd: 'none',
          runtime: { electron: '45', chromium: '150', developmentRuntime: false },
        },
      ),
    handlers: {
      act: () => expect.unreachable('a report is no intent'),
      previewDocument: () => null,
      cameraReport: (report) => reports.push(report),
    },
  });
  let say = (_message: unknown): void => undefined;
  server.connect({
    send: (message) => sent.push(message),
    onMessage: (listener) => {
      say = listener;
    },
    onClose: () => undefined,
  });
  return { reports, sent, say: (message: unknown) => say(message) };
};

describe('what a page reports of the camera', () => {
  it.each([
    { type: 'cameraPresence', presence: 'ambiguous', seen: ['A', 'B'] },
    { type: 'cameraFinding', look: 3, finding: 'frozen' },
  ])('reaches the core and is not answered: %j', (report) => {
    const { reports, sent, say } = createWorld();
    say(report);
    expect(reports).toEqual([report]);
    expect(sent).toEqual([]);
  });

  it.each([
    ['a picture', { type: 'cameraFinding', look: 1, finding: 'ok', pixels: new Uint8Array(4) }],
    ['a picture as a finding', { type: 'cameraFinding', look: 1, finding: new Uint8Array(4) }],
    ['an unknown finding', { type: 'cameraFinding', look: 1, finding: 'a face' }],
    ['a label without end', { type: 'cameraPresence', presence: 'present', seen: ['x'.repeat(121)] }],
    ['labels without end', { type: 'cameraPresence', presence: 'present', seen: Array(9).fill('x') }],
  ])('is refused where it is %s', (_what, message) => {
    const { reports, say } = createWorld();
    say(message);
    expect(reports).toEqual([]);
  });
});

describe('the camera in the settings', () => {
  const settings = defaultSettings({
    platformUrl: 'http://127.0.0.1:1',
    rootKey: {
      kty: 'EC',
      crv: 'P-256',
      x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
      y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
    },
    readerPath: '/dev/ttyUSB0',
    printerUri: 'ipp://127.0.0.1/ipp/print',
  });
  const parse = (camera?: unknown) =>
    parseSettings(JSON.stringify({ ...settings, devices: { ...settings.devices, camera } }));

  it('may be left out: none is fitted', () => {
    const parsed = parse();
    expect(parsed.ok && parsed.settings.devices.camera).toBeUndefined();
  });

  it('is named by a part of its label', () => {
    const parsed = parse({ label: '046d:082d' });
    expect(parsed.ok && parsed.settings.devices.camera).toEqual({ label: '046d:082d' });
  });

  it.each([{ label: '' }, {}, { label: 'x', id: 1 }])('is refused by name as %j', (camera) => {
    const parsed = parse(camera);
    expect(
      parsed.ok ? [] : parsed.problems.filter((problem) => problem.startsWith('devices.camera')),
    ).toHaveLength(1);
  });
});
