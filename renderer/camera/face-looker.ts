import type { FacePhoto, FaceReport } from '../../electron/contract/face/face-messages.ts';
import type { FaceEngineClient, FaceEngineState } from '../face/face-engine-client.ts';
import { type CameraFrame, type CaptureDevices, type OpenCamera, openCamera } from './open-camera.ts';

/** What the core wants to be looked at. */
export interface WantedLook {
  readonly number: number;
  /** A part of the camera's label. */
  readonly label: string;
  /** The photo of the card is measured before the first picture. */
  readonly hasPhoto: boolean;
}

/** The core as the looker needs it. */
export interface LookingCore {
  /** Grows when another core is there. */
  coresHeard(): number;
  /** Name of the pack to have ready; undefined where faces are not compared in the page. */
  pack(): string | undefined;
  /** Null while no face is wanted. */
  look(): WantedLook | null;
  onChange(listener: () => void): void;
  photo(look: number): Promise<FacePhoto | null>;
  report(report: FaceReport): void;
}

export interface FaceLookerParts<Frame> {
  readonly core: LookingCore;
  readonly devices: Pick<CaptureDevices<Frame>, 'cameras' | 'start'>;
  /** Makes the engine, which says how it is. */
  readonly createEngine: (onState: (state: FaceEngineState) => void) => FaceEngineClient<Frame>;
  readonly monotonic: () => number;
}

export interface FaceLooker<Frame> {
  /** Gives each picture of the look that is under way to `listener`, which closes it. Returns the way to end it. */
  onPicture(listener: (frame: Frame) => void): () => void;
}

/** Models that could not be used are tried again after this time: somebody may have put them in order. */
export const retryAfterMilliseconds = 60_000;

interface Look<Frame> {
  readonly number: number;
  camera: OpenCamera<Frame> | null;
  /** The photo has been turned into the reference, or there is none: pictures are measured. */
  referred: boolean;
  referring: boolean;
  over: boolean;
}

/**
 * Has the models ready, and looks through the camera while the core wants a face: photo to the engine, pictures to the
 * engine, what they show to the core. The camera is off, and the engine has forgotten, as soon as the look is over.
 */
export const createFaceLooker = <Frame extends CameraFrame<Frame>>({
  core,
  devices,
  createEngine,
  monotonic,
}: FaceLookerParts<Frame>): FaceLooker<Frame> => {
  const listeners = new Set<(frame: Frame) => void>();
  let ready = false;
  let started: string | null = null;
  let lastState: FaceEngineState | null = null;
  /** The core that has heard of it. */
  let heardBy = core.coresHeard();
  let failedAt: number | null = null;
  let current: Look<Frame> | null = null;
  let engine: FaceEngineClient<Frame> | null = null;

  const refer = async (look: Look<Frame>): Promise<void> => {
    if (!engine || !ready || look.over || look.referred || look.referring || look.camera === null) return;
    look.referring = true;
    const photo = await core.photo(look.number);
    const reference = photo && !look.over ? await engine.reference(photo) : null;
    look.referring = false;
    if (look.over || reference === null) return;
    look.referred = reference.outcome === 'embedded';
    core.report({ type: 'faceReference', look: look.number, reference });
  };

  const measure = async (look: Look<Frame>, frame: Frame): Promise<void> => {
    if (!engine || look.over || !look.referred) {
      frame.close();
      return;
    }
    const measured = await engine.measure(frame, monotonic());
    if (measured && !look.over) core.report({ type: 'faceFrame', look: look.number, frame: measured });
  };

  const begin = async (wanted: WantedLook): Promise<void> => {
    const look: Look<Frame> = {
      number: wanted.number,
      camera: null,
      referred: !wanted.hasPhoto,
      referring: false,
      over: false,
    };
    current = look;
    const outcome = await openCamera(wanted, devices);
    if (!outcome.ok) {
      const fault = outcome.reason === 'ambiguous' ? 'not-found' : outcome.reason;
      if (!look.over) core.report({ type: 'faceCamera', look: look.number, fault });
      return;
    }
    const { camera } = outcome;
    if (look.over) {
      camera.close();
      return;
    }
    look.camera = camera;
    camera.onUnplugged(() => core.report({ type: 'faceCamera', look: look.number, fault: 'unplugged' }));
    camera.frames((frame) => void measure(look, frame));
    camera.frames((frame) => {
      for (const listener of listeners) listener(frame.clone());
      frame.close();
    });
    await refer(look);
  };

  const end = (look: Look<Frame>): void => {
    look.over = true;
    look.camera?.close();
    current = null;
    void engine?.forget();
  };

  const follow = (): void => {
    const pack = core.pack();
    if (pack !== undefined) {
      // A core that took the place of another knows nothing of the models that are loaded here.
      if (core.coresHeard() !== heardBy && lastState) core.report({ type: 'faceEngine', state: lastState });
      heardBy = core.coresHeard();
      engine ??= createEngine((state) => {
        ready = state.state === 'ready';
        lastState = state;
        if (state.state === 'failed') failedAt = monotonic();
        core.report({ type: 'faceEngine', state });
        if (ready && current) void refer(current);
      });
      const isDue = failedAt !== null && monotonic() - failedAt >= retryAfterMilliseconds;
      if (pack !== started || isDue) {
        started = pack;
        failedAt = null;
        engine.start(pack);
      }
    }
    const wanted = core.look();
    if (current && current.number !== wanted?.number) end(current);
    if (wanted && current === null) void begin(wanted);
  };

  core.onChange(follow);
  follow();
  return {
    onPicture: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
