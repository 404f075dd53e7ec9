import type { CameraFinding, CameraPresence, CameraReport } from '../../electron/contract/channel.ts';
import type { CameraWish } from '../../electron/contract/view-snapshot.ts';
import { chooseCamera } from './choose-camera.ts';
import { type CameraFrame, type CaptureDevices, type OpenCamera, openCamera } from './open-camera.ts';
import { createPictureJudge } from './picture-judge.ts';

/** A few pictures a second are judged. */
export const sampleEveryMilliseconds = 150;

/** What the contract allows of labels, for the technician. */
const seenAtMost = 8;
const labelAtMost = 120;

/** The core as the watcher needs it. */
export interface WishingCore {
  /** What is wanted now; undefined where no camera is fitted, or no core is there to want something. */
  wish(): CameraWish | undefined;
  onChange(listener: () => void): void;
  report(report: CameraReport): void;
}

/** The part of a clock that is used. */
export interface WatcherClock {
  monotonic(): number;
  after(milliseconds: number, callback: () => void): () => void;
}

export interface WatcherParts<Frame> {
  readonly core: WishingCore;
  readonly devices: CaptureDevices<Frame>;
  readonly clock: WatcherClock;
  /** A small grey version of a frame: one byte a pixel, always of the same size. */
  readonly greyPicture: (frame: Frame) => Uint8Array;
}

/**
 * Looks through a running camera, reports each new verdict as a finding, and switches the camera off at the end.
 * Returns the way to end it.
 */
const lookThrough = <Frame extends CameraFrame<Frame>>(
  camera: OpenCamera<Frame>,
  { clock, greyPicture }: Pick<WatcherParts<Frame>, 'clock' | 'greyPicture'>,
  report: (finding: CameraFinding) => void,
): (() => void) => {
  const judge = createPictureJudge(clock.monotonic());
  let reported: CameraFinding = 'opened';
  let lastPictureAt = Number.NEGATIVE_INFINITY;
  let cancelTick = (): void => undefined;

  const say = (finding: CameraFinding | null): void => {
    if (finding === null || finding === reported) return;
    reported = finding;
    report(finding);
  };
  const end = (): void => {
    cancelTick();
    camera.close();
  };
  const tick = (): void => {
    cancelTick = clock.after(sampleEveryMilliseconds, () => {
      const at = clock.monotonic();
      if (at - lastPictureAt > 2 * sampleEveryMilliseconds) say(judge.silence(at));
      tick();
    });
  };
  camera.frames((frame) => {
    const at = clock.monotonic();
    if (at - lastPictureAt >= sampleEveryMilliseconds) {
      lastPictureAt = at;
      say(judge.picture(greyPicture(frame), at));
    }
    frame.close();
  });
  camera.onUnplugged(() => {
    cancelTick();
    say('unplugged');
  });
  tick();
  report('opened');
  return end;
};

/**
 * Does for the camera what the core wishes: says whether it is there, when asked and when something was plugged; opens
 * it for as long as a look is wanted, and closes it then. Pictures stay here; words go to the core.
 */
export const watchCamera = <Frame extends CameraFrame<Frame>>(parts: WatcherParts<Frame>): void => {
  const { core, devices } = parts;
  let presenceSaid = false;
  let current: { readonly look: number; end: () => void } | null = null;

  const sayPresence = async (label: string): Promise<void> => {
    let presence: CameraPresence = 'refused';
    let seen: string[] = [];
    try {
      const cameras = await devices.cameras();
      const choice = chooseCamera(cameras, label);
      presence = choice.ok ? 'present' : choice.reason;
      seen = cameras.slice(0, seenAtMost).map((camera) => camera.label.slice(0, labelAtMost));
    } catch {
      // A page that may not list cameras cannot have one.
    }
    core.report({ type: 'cameraPresence', presence, seen });
  };

  const beginLook = async (look: number, label: string): Promise<void> => {
    const mine = { look, end: (): void => undefined };
    current = mine;
    const outcome = await openCamera({ label }, devices);
    if (current !== mine) {
      if (outcome.ok) outcome.camera.close();
      return;
    }
    const report = (finding: CameraFinding): void => core.report({ type: 'cameraFinding', look, finding });
    if (outcome.ok) mine.end = lookThrough(outcome.camera, parts, report);
    else if (outcome.reason === 'refused' || outcome.reason === 'busy') report(outcome.reason);
    // The camera is gone, or has company: that is a matter of presence.
    else await sayPresence(label);
  };

  const follow = (): void => {
    const wish = core.wish();
    if (wish && (wish.asksPresence || !presenceSaid)) {
      presenceSaid = true;
      void sayPresence(wish.label);
    }
    const look = wish?.look ?? null;
    if (current?.look === look) return;
    current?.end();
    current = null;
    if (wish && look !== null) void beginLook(look, wish.label);
  };

  devices.onChange(() => {
    const wish = core.wish();
    if (wish) void sayPresence(wish.label);
  });
  core.onChange(follow);
  follow();
};
