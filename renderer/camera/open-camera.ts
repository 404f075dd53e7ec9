import { type CameraDescription, chooseCamera } from './choose-camera.ts';

/** A frame that must be closed by whoever has it; `VideoFrame` in the browser. */
export interface CameraFrame<Frame> {
  clone(): Frame;
  close(): void;
}

/** A running camera as the browser gives it. */
export interface CaptureTrack<Frame> {
  /** The next frame; null when there will be none any more. Frames that nobody waits for are dropped. */
  next(): Promise<Frame | null>;
  /** Calls `listener` when the camera goes away by itself. */
  onEnded(listener: () => void): void;
  /** Switches it off. */
  stop(): void;
}

/** What capture needs of the browser. */
export interface CaptureDevices<Frame> {
  /** The cameras that are there; opens none of them. */
  cameras(): Promise<readonly CameraDescription[]>;
  /** Calls `listener` when something was plugged or unplugged. */
  onChange(listener: () => void): void;
  /** Starts a camera. Rejects with an error whose name says why (W3C Media Capture and Streams, getUserMedia). */
  start(id: string): Promise<CaptureTrack<Frame>>;
}

export interface OpenCamera<Frame> {
  /**
   * Gives each new frame to `listener` until the returned function is called. Each listener gets frames of its own and
   * closes them, or hands them over, e.g. to a worker with `postMessage(frame, [frame])`: a camera whose frames are not
   * closed runs dry.
   */
  frames(listener: (frame: Frame) => void): () => void;
  /** Calls `listener` when the camera goes away in mid-use; not after `close`. */
  onUnplugged(listener: () => void): void;
  /** Switches the camera off. May be called twice. */
  close(): void;
}

export type OpenCameraOutcome<Frame> =
  | { readonly ok: true; readonly camera: OpenCamera<Frame> }
  | { readonly ok: false; readonly reason: 'not-found' | 'ambiguous' | 'refused' | 'busy' };

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Why getUserMedia rejected, by the name of its error. */
const refusalOf = (error: unknown): 'not-found' | 'refused' | 'busy' => {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    // It was there a moment ago.
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'not-found';
    // NotReadableError, AbortError: another program has it, or it does not start.
    default:
      return 'busy';
  }
};

const run = <Frame extends CameraFrame<Frame>>(track: CaptureTrack<Frame>): OpenCamera<Frame> => {
  const frameListeners = new Set<(frame: Frame) => void>();
  const unpluggedListeners = new Set<() => void>();
  let state: 'open' | 'unplugged' | 'closed' = 'open';

  const unplug = (): void => {
    if (state !== 'open') return;
    state = 'unplugged';
    track.stop();
    for (const listener of unpluggedListeners) listener();
  };

  const pump = async (): Promise<void> => {
    for (;;) {
      // A stream that breaks is one that has ended.
      const frame = await track.next().catch(() => null);
      if (!frame) break;
      if (state === 'open') for (const listener of frameListeners) listener(frame.clone());
      frame.close();
    }
    unplug();
  };

  track.onEnded(unplug);
  void pump();
  return {
    frames: (listener) => {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    onUnplugged: (listener) => {
      unpluggedListeners.add(listener);
    },
    close: () => {
      if (state === 'open') track.stop();
      state = 'closed';
      frameListeners.clear();
    },
  };
};

/**
 * Opens the one camera with `label` in its label. Picture only: a microphone is never asked for. Nothing of a frame is
 * kept here.
 */
export const openCamera = async <Frame extends CameraFrame<Frame>>(
  { label }: { readonly label: string },
  devices: Pick<CaptureDevices<Frame>, 'cameras' | 'start'>,
): Promise<OpenCameraOutcome<Frame>> => {
  try {
    const choice = chooseCamera(await devices.cameras(), label);
    return choice.ok ? { ok: true, camera: run(await devices.start(choice.id)) } : choice;
  } catch (error) {
    return { ok: false, reason: refusalOf(error) };
  }
};
