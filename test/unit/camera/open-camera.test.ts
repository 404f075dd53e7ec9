import { describe, expect, it } from 'vitest';
import { openCamera } from '../../../renderer/camera/open-camera.ts';
import { createFakeCameras, type FakeFrame } from './fake-camera.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const grey = new Uint8Array([1, 2, 3]);

const openOne = async () => {
  const cameras = createFakeCameras();
  const outcome = await openCamera({ label: 'kiosk' }, cameras);
  const [track] = cameras.tracks;
  if (!outcome.ok || !track) throw new Error('the camera did not open');
  return { cameras, track, camera: outcome.camera };
};

describe('opening the camera', () => {
  it('starts the one that fits, and no other', async () => {
    const { cameras } = await openOne();
    expect(cameras.started).toEqual(['kiosk']);
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'not-found'],
    ['OverconstrainedError', 'not-found'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('says of %s that it is %s', async (name, reason) => {
    const cameras = createFakeCameras();
    cameras.refusal = name;
    expect(await openCamera({ label: 'kiosk' }, cameras)).toEqual({ ok: false, reason });
  });

  it('starts none where two fit', async () => {
    const cameras = createFakeCameras();
    cameras.there = [...cameras.there, { id: 'other', label: 'Kiosk Camera 2' }];
    expect(await openCamera({ label: 'kiosk' }, cameras)).toEqual({ ok: false, reason: 'ambiguous' });
    expect(cameras.started).toEqual([]);
  });
});

describe('an open camera', () => {
  it('gives each listener frames of its own, and keeps none', async () => {
    const { cameras, track, camera } = await openOne();
    const taken: FakeFrame[] = [];
    const endFirst = camera.frames((frame) => taken.push(frame));
    camera.frames((frame) => frame.close());
    track.show(grey);
    await turn();
    expect(taken.map((frame) => frame.grey)).toEqual([grey]);
    expect(cameras.openFrames()).toBe(1);
    taken[0]?.close();
    endFirst();
    track.show(grey);
    await turn();
    expect(taken).toHaveLength(1);
    expect(cameras.openFrames()).toBe(0);
  });

  it('says once that it was unplugged, and is switched off', async () => {
    const { track, camera } = await openOne();
    let unplugged = 0;
    camera.onUnplugged(() => {
      unplugged += 1;
    });
    track.unplug();
    await turn();
    expect(unplugged).toBe(1);
    expect(track.stopped).toBe(true);
  });

  it('takes a stream of frames that ends or breaks for an unplugged camera', async () => {
    const { track, camera } = await openOne();
    let unplugged = 0;
    camera.onUnplugged(() => {
      unplugged += 1;
    });
    track.stop();
    await turn();
    expect(unplugged).toBe(1);
  });

  it('is not unplugged when it is closed', async () => {
    const { track, camera } = await openOne();
    camera.onUnplugged(() => expect.unreachable('closed on purpose'));
    camera.close();
    camera.close();
    await turn();
    expect(track.stopped).toBe(true);
  });
});
