import type { Timers } from './timers.ts';

/** How often the page is looked at. */
export const lookEveryMilliseconds = 1_000;

/** A page that does not answer a look for so long hangs; one that shows nothing for so long will not by itself. */
export const hangsAfterMilliseconds = 4_000;
export const blankAfterMilliseconds = 3_000;

/** What is wrong with a page that lives: it answers nothing, or has nothing on the screen. */
export type PageFault = 'page-hangs' | 'page-blank';

export interface PageWatch {
  /** A page is there: look at it from now on. */
  start(): void;
  stop(): void;
}

/**
 * Looks at the page every second and tells once, within five seconds, when it hangs or is blank; then it waits for
 * `start`. `look` resolves with whether the page has drawn a frame with something on it; what it rejects with is not an
 * answer: a page that is going away tells so by other ways.
 */
export const watchPage = (options: {
  readonly look: () => Promise<boolean>;
  readonly timers: Timers;
  /** A look found something on the screen. */
  readonly onDrawn?: () => void;
  readonly onFault: (fault: PageFault) => void;
}): PageWatch => {
  const { timers } = options;
  let cancelTick = (): void => undefined;
  /** Counts the lives, so that an answer to a former one is not heard. */
  let life = 0;
  let asked = false;
  let lastSign = 0;
  let lastDrawn = 0;

  const stop = (): void => {
    life += 1;
    cancelTick();
  };
  const fault = (kind: PageFault): void => {
    stop();
    options.onFault(kind);
  };
  const ask = (): void => {
    const ofLife = life;
    asked = true;
    options.look().then(
      (drawn) => {
        if (ofLife !== life) return;
        asked = false;
        lastSign = timers.monotonic();
        if (!drawn) return;
        lastDrawn = lastSign;
        options.onDrawn?.();
      },
      () => {
        if (ofLife === life) asked = false;
      },
    );
  };
  const schedule = (): void => {
    const dueAt = timers.monotonic() + lookEveryMilliseconds;
    cancelTick = timers.after(lookEveryMilliseconds, () => {
      const now = timers.monotonic();
      // A shell that was itself held up has answers waiting that it has not read yet.
      lastSign += now - dueAt;
      lastDrawn += now - dueAt;
      if (now - lastSign >= hangsAfterMilliseconds) fault('page-hangs');
      else if (!asked && now - lastDrawn >= blankAfterMilliseconds) fault('page-blank');
      else {
        if (!asked) ask();
        schedule();
      }
    });
  };
  return {
    start: () => {
      stop();
      asked = false;
      lastSign = timers.monotonic();
      lastDrawn = lastSign;
      ask();
      schedule();
    },
    stop,
  };
};

/**
 * Run in a world of its own beside the page's: whether a frame was drawn with a screen on it that has a size. It answers
 * at the next frame, so a page that draws no more does not answer.
 */
export const lookScript = `new Promise((resolve) => {
  const answer = () => {
    const box = document.querySelector('[data-screen]')?.getBoundingClientRect();
    resolve(box !== undefined && box.width > 0 && box.height > 0);
  };
  // A window that nobody can see is not drawn.
  if (document.visibilityState === 'hidden') answer();
  else requestAnimationFrame(answer);
})`;

/** Worlds above 999 are the embedder's (Electron: webContents.executeJavaScriptInIsolatedWorld). */
export const lookWorld = 1_000;
