import type { Timers } from './timers.ts';

/** A question of Chromium about camera and microphone, as Electron hands it to the permission handlers of a session. */
export interface MediaQuestion {
  readonly permission: string;
  /** Origin of the asking frame (`securityOrigin`); Electron writes it with a slash at its end. */
  readonly origin: string | undefined;
  readonly isMainFrame: boolean;
  /** What is wanted: `['video']` is a camera; a screen to be captured is no media type at all. */
  readonly mediaTypes: readonly string[] | undefined;
}

/** Whether a page asks for a camera and nothing else, from the main frame of `allowedOrigin`. */
export const isCameraOfOwnPage = (question: MediaQuestion, allowedOrigin: string): boolean =>
  question.permission === 'media' &&
  question.isMainFrame &&
  (question.origin === allowedOrigin || question.origin === `${allowedOrigin}/`) &&
  question.mediaTypes?.length === 1 &&
  question.mediaTypes[0] === 'video';

/** The core's wish may come a moment after the page has it. */
export const wishWithinMilliseconds = 1_000;

export interface CameraGate {
  /** What the core wants now. */
  setWanted(wanted: boolean): void;
  /** Whether a camera may be opened: resolves at once while the core wants it, else as soon as it does, or with no. */
  mayOpen(): Promise<boolean>;
}

/** Lets a camera be opened only while the core wants a look through it. */
export const createCameraGate = (timers: Timers): CameraGate => {
  let wantedNow = false;
  const waiting = new Set<() => void>();
  return {
    setWanted: (wanted) => {
      wantedNow = wanted;
      if (wanted) for (const answer of [...waiting]) answer();
    },
    mayOpen: () =>
      wantedNow
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            const settle = (open: boolean) => (): void => {
              waiting.delete(allow);
              cancel();
              resolve(open);
            };
            const allow = settle(true);
            const cancel = timers.after(wishWithinMilliseconds, settle(false));
            waiting.add(allow);
          }),
  };
};
