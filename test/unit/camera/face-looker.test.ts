import { describe, expect, it } from 'vitest';
import type { FacePhoto, FaceReport } from '../../../electron/contract/face/face-messages.ts';
import {
  createFaceLooker,
  retryAfterMilliseconds,
  type WantedLook,
} from '../../../renderer/camera/face-looker.ts';
import type { FaceEngineState } from '../../../renderer/face/face-engine-client.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { createFaceCamera, embeddingOf } from '../../helpers/face-frames.ts';
import { createFakeCameras, type FakeFrame } from './fake-camera.ts';

/** A page with a core that wants looks, cameras, and an engine that sees the resident in every picture. */
const createWorld = () => {
  const clock = createFakeClock();
  const cameras = createFakeCameras();
  const person = createFaceCamera();
  const reports: FaceReport[] = [];
  const asked: number[] = [];
  const engine = { started: [] as string[], forgotten: 0, measured: 0 };
  let say: (state: FaceEngineState) => void = () => undefined;
  let changed = (): void => undefined;
  let pack: string | undefined;
  let look: WantedLook | null = null;
  let cores = 1;
  const photo: FacePhoto = { width: 1, height: 1, rgb: new Uint8Array(3) };
  const looker = createFaceLooker<FakeFrame>({
    core: {
      coresHeard: () => cores,
      pack: () => pack,
      look: () => look,
      onChange: (listener) => {
        changed = listener;
      },
      photo: async (number) => {
        asked.push(number);
        return photo;
      },
      report: (report) => reports.push(report),
    },
    devices: cameras,
    monotonic: clock.monotonic,
    createEngine: (onState) => {
      say = onState;
      return {
        start: (name) => engine.started.push(name),
        reference: async () => ({ outcome: 'embedded', embedding: embeddingOf(1) }),
        measure: async (frame) => {
          engine.measured += 1;
          frame.close();
          return person.take();
        },
        forget: async () => {
          engine.forgotten += 1;
        },
        stop: () => undefined,
      };
    },
  });
  const settle = () => clock.advance(0);
  return {
    looker,
    cameras,
    reports,
    asked,
    engine,
    settle,
    fit: async (name: string) => {
      pack = name;
      changed();
      await settle();
    },
    fail: async () => {
      say({ state: 'failed', fault: 'file-missing', detail: 'eyes.onnx' });
      await settle();
    },
    pass: clock.advance,
    load: async () => {
      say({ state: 'ready', pack: 'trial', version: '1', loadMilliseconds: 700 });
      await settle();
    },
    replaceCore: async () => {
      cores += 1;
      changed();
      await settle();
    },
    want: async (number: number | null, hasPhoto = true) => {
      look = number === null ? null : { number, label: 'Kiosk', hasPhoto };
      changed();
      await settle();
    },
    show: async () => {
      cameras.tracks.at(-1)?.show(new Uint8Array(4));
      await settle();
    },
    types: () => reports.map(({ type }) => type),
  };
};

describe('looking at a face', () => {
  it('tells a core that took the place of another how the engine is, once', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.load();
    const ready = world.reports.at(-1);
    await world.replaceCore();
    expect(world.reports.slice(1)).toEqual([ready]);
    await world.fit('trial');
    expect(world.reports).toHaveLength(2);
    await world.fail();
    await world.replaceCore();
    expect(world.reports.slice(-2)).toMatchObject([
      { state: { state: 'failed' } },
      { state: { state: 'failed' } },
    ]);
    expect(world.engine.started).toEqual(['trial']);
  });

  it('measures from the first picture on where the platform is to compare, and asks for no photo', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.load();
    await world.want(1, false);
    await world.show();
    expect(world.asked).toEqual([]);
    expect(world.types()).not.toContain('faceReference');
    expect(world.reports.at(-1)).toMatchObject({ type: 'faceFrame', look: 1 });
  });

  it('loads nothing and opens no camera until the core names models', async () => {
    const world = createWorld();
    await world.settle();
    expect(world.engine.started).toEqual([]);
    expect(world.cameras.started).toEqual([]);
  });

  it('turns the photo into the reference first, and measures pictures after that', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.load();
    await world.want(4);
    await world.show();
    expect(world.types()).toEqual(['faceEngine', 'faceReference', 'faceFrame']);
    expect(world.reports[2]).toMatchObject({ type: 'faceFrame', look: 4 });
    expect(world.asked).toEqual([4]);
  });

  it('loads models once, and those that cannot be used again only after a while', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.fail();
    await world.fit('trial');
    await world.want(null);
    expect(world.engine.started).toEqual(['trial']);
    await world.pass(retryAfterMilliseconds);
    await world.fit('trial');
    expect(world.engine.started).toEqual(['trial', 'trial']);
  });

  it('waits for models that are still being loaded', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.want(4);
    await world.show();
    expect(world.types()).toEqual([]);
    await world.load();
    await world.show();
    expect(world.types()).toEqual(['faceEngine', 'faceReference', 'faceFrame']);
  });

  it('switches the camera off and forgets as soon as no face is wanted any more', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.load();
    await world.want(4);
    await world.show();
    await world.want(null);
    expect(world.cameras.tracks.at(-1)?.stopped).toBe(true);
    expect(world.engine).toMatchObject({ forgotten: 1, measured: 1 });
    expect(world.cameras.openFrames()).toBe(0);
  });

  it('begins anew for another look', async () => {
    const world = createWorld();
    await world.fit('trial');
    await world.load();
    await world.want(4);
    await world.want(5);
    await world.show();
    expect(world.asked).toEqual([4, 5]);
    expect(world.reports.at(-1)).toMatchObject({ type: 'faceFrame', look: 5 });
  });

  it('says that the camera is not to be had, or went away', async () => {
    const world = createWorld();
    world.cameras.there = [];
    await world.fit('trial');
    await world.load();
    await world.want(4);
    expect(world.reports.at(-1)).toEqual({ type: 'faceCamera', look: 4, fault: 'not-found' });
    const unplugged = createWorld();
    await unplugged.fit('trial');
    await unplugged.load();
    await unplugged.want(1);
    unplugged.cameras.tracks.at(-1)?.unplug();
    await unplugged.settle();
    expect(unplugged.reports.at(-1)).toEqual({ type: 'faceCamera', look: 1, fault: 'unplugged' });
  });

  it('shows every picture to who draws it, and to nobody after that', async () => {
    const world = createWorld();
    let drawn = 0;
    const stop = world.looker.onPicture((frame) => {
      drawn += 1;
      frame.close();
    });
    await world.fit('trial');
    await world.load();
    await world.want(4);
    await world.show();
    stop();
    await world.show();
    expect(drawn).toBe(1);
  });
});
