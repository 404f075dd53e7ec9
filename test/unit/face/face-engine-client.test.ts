import { describe, expect, it } from 'vitest';
import type { FaceFrame } from '../../../electron/contract/face/face-messages.ts';
import { createFaceEngineClient, type FaceEngineState } from '../../../renderer/face/face-engine-client.ts';
import { createFakeThread, type TestFrame, testFrame } from './fake-thread.ts';

const nobody: FaceFrame = { takenAt: 5, faces: 0, luminance: 0.5, burntOut: 0, face: null };
const photo = () => ({ width: 1, height: 1, rgb: Uint8Array.of(1, 2, 3) });

/** A client with threads that the test answers for. */
const openClient = () => {
  const threads: ReturnType<typeof createFakeThread>[] = [];
  const states: FaceEngineState[] = [];
  let now = 1_000;
  const client = createFaceEngineClient<TestFrame>({
    startThread: () => {
      const thread = createFakeThread();
      threads.push(thread);
      return thread;
    },
    modelsUrl: 'yizhan://kiosk/models/',
    monotonic: () => now,
    onState: (state) => states.push(state),
  });
  const thread = () => {
    const current = threads.at(-1);
    if (!current) throw new Error('no thread was started');
    return current;
  };
  return {
    client,
    states,
    threads,
    thread,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    ready: () => {
      client.start('small');
      thread().answer({ type: 'loaded', pack: 'small', version: '1' });
    },
  };
};

describe('the engine as the page has it', () => {
  it('loads a pack in a thread of its own and says how long that took', () => {
    const { client, states, thread, later } = openClient();
    client.start('small');
    expect(thread().asked).toEqual([{ type: 'load', pack: 'small', modelsUrl: 'yizhan://kiosk/models/' }]);
    later(700);
    thread().answer({ type: 'loaded', pack: 'small', version: '1' });
    expect(states).toEqual([
      { state: 'loading' },
      { state: 'ready', pack: 'small', version: '1', loadMilliseconds: 700 },
    ]);
  });

  it('keeps the models: to start the same pack again does nothing', () => {
    const { client, threads, ready } = openClient();
    ready();
    client.start('small');
    expect(threads).toHaveLength(1);
  });

  it('loads another pack in another thread', () => {
    const { client, threads, ready } = openClient();
    ready();
    client.start('other');
    expect(threads.map((thread) => thread.ended())).toEqual([true, false]);
  });

  it('says why a pack cannot be used, ends the thread, and tries again when it is asked to', () => {
    const { client, states, thread, threads } = openClient();
    client.start('small');
    thread().answer({ type: 'failed', fault: 'file-altered', detail: 'x'.repeat(500) });
    expect(states.at(-1)).toEqual({ state: 'failed', fault: 'file-altered', detail: 'x'.repeat(200) });
    expect(thread().ended()).toBe(true);
    client.start('small');
    expect(threads).toHaveLength(2);
  });

  it('measures one frame at a time: others are dropped and closed, not queued', async () => {
    const { client, thread, ready } = openClient();
    ready();
    const first = testFrame();
    const second = testFrame();
    const measuring = client.measure(first, 5);
    expect(await client.measure(second, 6)).toBeNull();
    expect(second.closed()).toBe(true);
    expect(thread().asked.filter(({ type }) => type === 'measure')).toEqual([
      { type: 'measure', id: expect.any(Number), frame: first, takenAt: 5 },
    ]);
    const asked = thread().asked.at(-1);
    if (asked?.type !== 'measure') throw new Error('no frame came');
    thread().answer({ type: 'measured', id: asked.id, frame: nobody });
    expect(await measuring).toEqual(nobody);
    void client.measure(testFrame(), 7);
    expect(thread().asked.filter(({ type }) => type === 'measure')).toHaveLength(2);
  });

  it('closes frames that come before it is ready', async () => {
    const { client } = openClient();
    const frame = testFrame();
    client.start('small');
    expect(await client.measure(frame, 1)).toBeNull();
    expect(frame.closed()).toBe(true);
    expect(await client.reference(photo())).toBeNull();
  });

  it('gives the reference, and forgets when it is told to', async () => {
    const { client, thread, ready } = openClient();
    ready();
    const reference = client.reference(photo());
    thread().answer({ type: 'referenced', id: 1, reference: { outcome: 'several-faces' } });
    expect(await reference).toEqual({ outcome: 'several-faces' });
    let forgotten = false;
    const forgetting = client.forget().then(() => {
      forgotten = true;
    });
    await Promise.resolve();
    expect(forgotten).toBe(false);
    thread().answer({ type: 'forgotten', id: 2 });
    await forgetting;
    expect(forgotten).toBe(true);
  });

  it('leaves nobody waiting when the thread dies', async () => {
    const { client, thread, states, ready } = openClient();
    ready();
    const measuring = client.measure(testFrame(), 1);
    const reference = client.reference(photo());
    thread().crash('out of memory');
    expect(await measuring).toBeNull();
    expect(await reference).toBeNull();
    expect(states.at(-1)).toEqual({ state: 'failed', fault: 'runtime-unusable', detail: 'out of memory' });
  });

  it('hears nothing of a thread that it ended', async () => {
    const { client, thread, states, ready } = openClient();
    ready();
    const measuring = client.measure(testFrame(), 1);
    client.stop();
    expect(await measuring).toBeNull();
    thread().answer({ type: 'failed', fault: 'model-unusable', detail: 'late' });
    expect(states.at(-1)?.state).toBe('ready');
    expect(thread().ended()).toBe(true);
  });
});
