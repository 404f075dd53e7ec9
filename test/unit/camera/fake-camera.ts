import type { CameraDescription } from '../../../renderer/camera/choose-camera.ts';
import type { CaptureDevices, CaptureTrack } from '../../../renderer/camera/open-camera.ts';

/** A frame that knows whether it was closed. */
export interface FakeFrame {
  readonly grey: Uint8Array;
  closed: boolean;
  clone(): FakeFrame;
  close(): void;
}

/** A camera as the browser would give it, driven by the test. */
export interface FakeTrack extends CaptureTrack<FakeFrame> {
  readonly stopped: boolean;
  show(grey: Uint8Array): void;
  /** Pulls the plug. */
  unplug(): void;
}

export interface FakeCameras extends CaptureDevices<FakeFrame> {
  /** What is plugged in; call `plugged` after a change. */
  there: readonly CameraDescription[];
  plugged(): void;
  /** Name of the error with which `start` rejects; null where it starts. */
  refusal: string | null;
  /** Called while `start` is under way. */
  onStart: () => void;
  /** Ids that were started, and the tracks. */
  readonly started: string[];
  readonly tracks: FakeTrack[];
  /** Frames that nobody has closed. */
  openFrames(): number;
}

/** Cameras for tests: one that fits `Kiosk` unless told. */
export const createFakeCameras = (): FakeCameras => {
  const frames: FakeFrame[] = [];
  const changeListeners: (() => void)[] = [];

  const createFrame = (grey: Uint8Array): FakeFrame => {
    const frame: FakeFrame = {
      grey,
      closed: false,
      clone: () => createFrame(grey),
      close: () => {
        frame.closed = true;
      },
    };
    frames.push(frame);
    return frame;
  };

  const createTrack = (): FakeTrack => {
    const endedListeners: (() => void)[] = [];
    let waiting: ((frame: FakeFrame | null) => void) | null = null;
    let stopped = false;
    return {
      get stopped() {
        return stopped;
      },
      next: () =>
        stopped
          ? Promise.resolve(null)
          : new Promise((resolve) => {
              waiting = resolve;
            }),
      onEnded: (listener) => endedListeners.push(listener),
      // As in a browser: who stops a track hears no `ended`.
      stop: () => {
        stopped = true;
        waiting?.(null);
      },
      show: (grey) => waiting?.(createFrame(grey)),
      unplug: () => {
        for (const listener of endedListeners) listener();
      },
    };
  };

  const cameras: FakeCameras = {
    there: [{ id: 'kiosk', label: 'Kiosk Camera (1234:5678)' }],
    refusal: null,
    started: [],
    tracks: [],
    onStart: () => undefined,
    plugged: () => {
      for (const listener of changeListeners) listener();
    },
    openFrames: () => frames.filter(({ closed }) => !closed).length,
    cameras: () => Promise.resolve(cameras.there),
    onChange: (listener) => changeListeners.push(listener),
    start: (id) => {
      cameras.onStart();
      if (cameras.refusal !== null) {
        return Promise.reject(Object.assign(new Error('refused'), { name: cameras.refusal }));
      }
      const track = createTrack();
      cameras.started.push(id);
      cameras.tracks.push(track);
      return Promise.resolve(track);
    },
  };
  return cameras;
};
