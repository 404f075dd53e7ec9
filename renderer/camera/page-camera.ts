import type { CaptureFault, CaptureReport } from '../../electron/contract/capture.ts';
import { type CameraFrame, type CaptureDevices, type OpenCamera, openCamera } from './open-camera.ts';

/** A camera that gives no picture for so long is not going to. */
export const pictureWithinMilliseconds = 6_000;

/** A look at a page. */
export interface WantedPage {
  readonly number: number;
  /** A part of the camera's label. */
  readonly label: string;
}

/** The core as the page camera needs it. */
export interface CapturingCore {
  /** Null while no page is wanted. */
  look(): WantedPage | null;
  onChange(listener: () => void): void;
  report(report: CaptureReport): void;
}

export interface PageCameraParts<Frame> {
  readonly core: CapturingCore;
  readonly devices: Pick<CaptureDevices<Frame>, 'cameras' | 'start'>;
  /** JPEG of a frame, without metadata. */
  readonly encode: (frame: Frame) => Promise<Uint8Array>;
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

export interface PageCamera<Frame> {
  /** Gives each picture of the look that is under way to `listener`, which closes it. Returns the way to end it. */
  onPicture(listener: (frame: Frame) => void): () => void;
  /** Takes the next picture and hands it to the core; nothing while no look is under way, or one is being taken. */
  take(): void;
}

interface Look<Frame> {
  readonly number: number;
  camera: OpenCamera<Frame> | null;
  /** The next picture is taken. */
  taking: boolean;
  cancelWait: () => void;
  over: boolean;
}

/**
 * Looks at a page through the camera while the core wants one. The camera is off as soon as the core has the picture or wants
 * it no more; of the picture nothing is kept here.
 */
export const createPageCamera = <Frame extends CameraFrame<Frame>>({
  core,
  devices,
  encode,
  after,
}: PageCameraParts<Frame>): PageCamera<Frame> => {
  const listeners = new Set<(frame: Frame) => void>();
  let current: Look<Frame> | null = null;

  const fail = (look: Look<Frame>, fault: CaptureFault): void => {
    if (look.over) return;
    core.report({ type: 'captureFailed', look: look.number, fault });
    end(look);
  };

  const end = (look: Look<Frame>): void => {
    look.over = true;
    look.cancelWait();
    look.camera?.close();
  };

  const handOver = async (look: Look<Frame>, frame: Frame): Promise<void> => {
    try {
      const jpeg = await encode(frame);
      if (!look.over) core.report({ type: 'captureTaken', look: look.number, jpeg });
      jpeg.fill(0);
    } catch {
      fail(look, 'no-picture');
    } finally {
      frame.close();
    }
  };

  const begin = async (wanted: WantedPage): Promise<void> => {
    const look: Look<Frame> = {
      number: wanted.number,
      camera: null,
      taking: false,
      cancelWait: () => undefined,
      over: false,
    };
    current = look;
    const outcome = await openCamera(wanted, devices);
    if (!outcome.ok) {
      fail(look, outcome.reason === 'ambiguous' ? 'not-found' : outcome.reason);
      return;
    }
    look.camera = outcome.camera;
    if (look.over) {
      outcome.camera.close();
      return;
    }
    look.cancelWait = after(pictureWithinMilliseconds, () => fail(look, 'no-picture'));
    outcome.camera.onUnplugged(() => fail(look, 'unplugged'));
    outcome.camera.frames((frame) => {
      look.cancelWait();
      for (const listener of listeners) listener(frame.clone());
      if (look.taking && !look.over) {
        look.taking = false;
        void handOver(look, frame);
      } else frame.close();
    });
  };

  const follow = (): void => {
    const wanted = core.look();
    if (current && current.number !== wanted?.number) {
      end(current);
      current = null;
    }
    if (wanted && current === null) void begin(wanted);
  };

  core.onChange(follow);
  follow();
  return {
    onPicture: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: () => {
      if (current && !current.over) current.taking = true;
    },
  };
};
