import { beforeEach, expect, test } from 'vitest';
import type { CaptureReport } from '../../../electron/contract/capture.ts';
import {
  createPageCamera,
  type PageCamera,
  pictureWithinMilliseconds,
  type WantedPage,
} from '../../../renderer/camera/page-camera.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { createFakeCameras, type FakeCameras, type FakeFrame } from './fake-camera.ts';

let cameras: FakeCameras;
let clock: ReturnType<typeof createFakeClock>;
let reports: CaptureReport[];
let wanted: WantedPage | null;
let tell: () => void;
let camera: PageCamera<FakeFrame>;
/** What was encoded, as it was handed over. */
let encoded: Uint8Array[];
let encode: (frame: FakeFrame) => Promise<Uint8Array>;

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const want = async (look: number | null): Promise<void> => {
  wanted = look === null ? null : { number: look, label: 'Kiosk' };
  tell();
  await settle();
};
const show = async (): Promise<void> => {
  cameras.tracks.at(-1)?.show(new Uint8Array(4));
  await settle();
};

beforeEach(() => {
  cameras = createFakeCameras();
  clock = createFakeClock();
  reports = [];
  wanted = null;
  encoded = [];
  encode = async () => {
    const jpeg = Uint8Array.from([1, 2, 3]);
    encoded.push(jpeg);
    return jpeg;
  };
  camera = createPageCamera<FakeFrame>({
    core: {
      look: () => wanted,
      onChange: (listener) => {
        tell = listener;
      },
      // As the port does: what is reported is a copy.
      report: (report) => reports.push('jpeg' in report ? { ...report, jpeg: report.jpeg.slice() } : report),
    },
    devices: cameras,
    encode: (frame) => encode(frame),
    after: (milliseconds, callback) => clock.after(milliseconds, callback),
  });
});

test('no camera is opened before a page is wanted, and none is left open after', async () => {
  await settle();
  expect(cameras.tracks).toEqual([]);
  await want(1);
  expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([false]);
  await want(null);
  expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true]);
});

test('the next picture is taken, handed over once, and overwritten here', async () => {
  await want(7);
  await show();
  expect(reports).toEqual([]);
  camera.take();
  camera.take();
  await show();
  await show();
  expect(reports).toEqual([{ type: 'captureTaken', look: 7, jpeg: Uint8Array.from([1, 2, 3]) }]);
  expect(encoded).toEqual([new Uint8Array(3)]);
  expect(cameras.openFrames()).toBe(0);
});

test('a picture that is still being made when the look is over goes nowhere', async () => {
  let finish: (jpeg: Uint8Array) => void = () => undefined;
  encode = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  await want(1);
  camera.take();
  await show();
  await want(null);
  const late = Uint8Array.from([9]);
  finish(late);
  await settle();
  expect(reports).toEqual([]);
  expect(late).toEqual(new Uint8Array(1));
});

test.each([
  ['refused', 'NotAllowedError'],
  ['busy', 'NotReadableError'],
  ['not-found', 'NotFoundError'],
] as const)('a camera that cannot be opened is told: %s', async (fault, name) => {
  cameras.refusal = name;
  await want(3);
  expect(reports).toEqual([{ type: 'captureFailed', look: 3, fault }]);
});

test('a camera that shows nothing is told and switched off', async () => {
  await want(3);
  await clock.advance(pictureWithinMilliseconds);
  expect(reports).toEqual([{ type: 'captureFailed', look: 3, fault: 'no-picture' }]);
  expect(cameras.tracks[0]?.stopped).toBe(true);
});

test('a camera that is unplugged, or a picture that cannot be made, is told', async () => {
  await want(3);
  await show();
  cameras.tracks[0]?.unplug();
  await settle();
  encode = () => Promise.reject(new Error('no canvas'));
  await want(4);
  camera.take();
  await show();
  expect(reports).toEqual([
    { type: 'captureFailed', look: 3, fault: 'unplugged' },
    { type: 'captureFailed', look: 4, fault: 'no-picture' },
  ]);
});

test('every picture is shown to who listens, until they have had enough', async () => {
  const seen: FakeFrame[] = [];
  const stop = camera.onPicture((frame) => {
    seen.push(frame);
    frame.close();
  });
  await want(1);
  await show();
  stop();
  await show();
  expect(seen).toHaveLength(1);
  expect(cameras.openFrames()).toBe(0);
});
