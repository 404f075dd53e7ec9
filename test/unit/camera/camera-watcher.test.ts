import { describe, expect, it } from 'vitest';
import { type CameraReport, cameraReportSchema } from '../../../electron/contract/channel.ts';
import type { CameraWish } from '../../../electron/contract/view-snapshot.ts';
import { watchCamera } from '../../../renderer/camera/camera-watcher.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { createFakeCameras } from './fake-camera.ts';
import { picture, seededRandom } from './pictures.ts';

const idle: CameraWish = { label: 'kiosk', asksPresence: false, look: null };

const createWorld = (first?: CameraWish) => {
  const clock = createFakeClock();
  const cameras = createFakeCameras();
  const reports: CameraReport[] = [];
  const random = seededRandom(7);
  let judged = 0;
  let wish = first;
  let changed = (): void => undefined;
  watchCamera({
    core: {
      wish: () => wish,
      onChange: (listener) => {
        changed = listener;
      },
      report: (report) => reports.push(cameraReportSchema.parse(report)),
    },
    devices: cameras,
    clock,
    greyPicture: ({ grey }) => {
      judged += 1;
      return grey;
    },
  });
  const world = {
    clock,
    cameras,
    reports,
    /** Pictures that were looked at. */
    judged: () => judged,
    /** The core wishes something; undefined: there is none. */
    want: async (next: CameraWish | undefined) => {
      wish = next;
      changed();
      await clock.advance(0);
    },
    /** Pictures at 20 a second. */
    show: async (scene: () => Uint8Array, milliseconds: number) => {
      for (let shown = 0; shown < milliseconds; shown += 50) {
        cameras.tracks.at(-1)?.show(scene());
        await clock.advance(50);
      }
    },
    room: () => picture(60, 180, 4, random),
    findings: () => reports.flatMap((report) => (report.type === 'cameraFinding' ? [report.finding] : [])),
  };
  return world;
};

const present = { type: 'cameraPresence', presence: 'present', seen: ['Kiosk Camera (1234:5678)'] } as const;

describe('whether the camera is there', () => {
  it('is nobody’s business where no camera is fitted', async () => {
    const { clock, cameras, reports } = createWorld();
    cameras.plugged();
    await clock.advance(1_000);
    expect(reports).toEqual([]);
    expect(cameras.started).toEqual([]);
  });

  it('is said once to a core that does not ask, and whenever something is plugged', async () => {
    const { clock, cameras, reports, want } = createWorld(idle);
    await want(idle);
    expect(reports).toEqual([present]);
    cameras.there = [];
    cameras.plugged();
    await clock.advance(0);
    expect(reports).toEqual([present, { type: 'cameraPresence', presence: 'not-found', seen: [] }]);
  });

  it('is said again to a new core that asks', async () => {
    const { reports, want } = createWorld(idle);
    await want(undefined);
    await want({ ...idle, asksPresence: true });
    expect(reports).toEqual([present, present]);
  });

  it('is said in words that the contract allows, however many cameras with however long names there are', async () => {
    const world = createWorld();
    world.cameras.there = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      label: `${index}`.padEnd(500, 'x'),
    }));
    await world.want(idle);
    expect(world.reports).toMatchObject([{ presence: 'not-found' }]);
  });

  it('is refused where the page may not list cameras', async () => {
    const world = createWorld();
    world.cameras.cameras = () => Promise.reject(new Error('no'));
    await world.want(idle);
    expect(world.reports).toEqual([{ type: 'cameraPresence', presence: 'refused', seen: [] }]);
  });
});

describe('a look through the camera', () => {
  it('begins and ends when the core wants it, and no frame stays open', async () => {
    const { cameras, want, show, room, findings } = createWorld(idle);
    expect(cameras.started).toEqual([]);
    await want({ ...idle, look: 1 });
    expect(findings()).toEqual(['opened']);
    await show(room, 1_500);
    expect(findings()).toEqual(['opened', 'ok']);
    expect(cameras.tracks[0]?.stopped).toBe(false);
    await want(idle);
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true]);
    expect(cameras.openFrames()).toBe(0);
  });

  it('judges a few pictures a second, however many there are', async () => {
    const { want, show, room, judged } = createWorld(idle);
    await want({ ...idle, look: 1 });
    await show(room, 3_000);
    expect(judged()).toBeGreaterThan(2 * 3);
    expect(judged()).toBeLessThanOrEqual(7 * 3);
  });

  it('reports a fault of the picture, its end, and pictures that stop, each once', async () => {
    const { clock, want, show, room, findings } = createWorld(idle);
    await want({ ...idle, look: 1 });
    await show(() => new Uint8Array(3072), 2_000);
    await show(room, 2_000);
    await clock.advance(3_000);
    expect(findings()).toEqual(['opened', 'black', 'ok', 'frozen']);
  });

  it('ends with "unplugged" when the camera goes away in mid-use, and nothing follows', async () => {
    const { clock, cameras, want, show, room, findings } = createWorld(idle);
    await want({ ...idle, look: 1 });
    await show(room, 1_500);
    cameras.tracks[0]?.unplug();
    await clock.advance(5_000);
    expect(findings()).toEqual(['opened', 'ok', 'unplugged']);
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotReadableError', 'busy'],
  ] as const)('that fails with %s is reported as %s', async (name, finding) => {
    const { cameras, reports, want } = createWorld(idle);
    cameras.refusal = name;
    await want({ ...idle, look: 4 });
    expect(reports.at(-1)).toEqual({ type: 'cameraFinding', look: 4, finding });
  });

  it('at a camera that is gone by then is a matter of presence', async () => {
    const { cameras, reports, want } = createWorld(idle);
    await want(idle);
    cameras.there = [];
    await want({ ...idle, look: 1 });
    expect(reports.at(-1)).toMatchObject({ type: 'cameraPresence', presence: 'not-found' });
  });

  it('that is called off while the camera starts leaves it off', async () => {
    const { cameras, want, findings } = createWorld(idle);
    const world = { calledOff: Promise.resolve() };
    cameras.onStart = () => {
      world.calledOff = want(idle);
    };
    await want({ ...idle, look: 1 });
    await world.calledOff;
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true]);
    expect(findings()).toEqual([]);
  });

  it('ends when the core is lost', async () => {
    const { cameras, want } = createWorld(idle);
    await want({ ...idle, look: 1 });
    await want(undefined);
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true]);
  });

  it('of another number starts anew', async () => {
    const { cameras, want } = createWorld(idle);
    await want({ ...idle, look: 1 });
    await want({ ...idle, look: 1 });
    await want({ ...idle, look: 2 });
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  });
});
