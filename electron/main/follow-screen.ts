import type { Rectangle } from 'electron';
import type { ShellLog } from './shell-log.ts';
import type { Timers } from './timers.ts';

/** What happens to screens: one is turned or gets another size or scale, is plugged in, is pulled out. */
const changes = ['display-metrics-changed', 'display-added', 'display-removed'] as const;

/** One change of a screen is told in several parts; what is measured in between is neither the old one nor the new one. */
export const settleMilliseconds = 300;

/** The part of Electron's `screen` that is looked at; points, not pixels. */
export interface Screens {
  getPrimaryDisplay(): { readonly bounds: Rectangle };
  on(event: (typeof changes)[number], listener: () => void): unknown;
  off(event: (typeof changes)[number], listener: () => void): unknown;
}

/** The part of a window that is set. */
export interface ScreenFiller {
  isDestroyed(): boolean;
  getBounds(): Rectangle;
  setBounds(bounds: Rectangle): void;
  setKiosk(on: boolean): void;
}

const isSame = (one: Rectangle, other: Rectangle): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/**
 * Keeps the window as large as the first screen, whatever becomes of that, until the returned function is called. The window
 * cannot be resized and has the limits that it was opened with, so that no window manager does it by itself. It stays in kiosk
 * mode all the while: that is asked for once more after each change, and never given up.
 */
export const followScreen = (
  window: ScreenFiller,
  {
    screen,
    timers,
    log,
  }: {
    readonly screen: Screens;
    readonly timers: Pick<Timers, 'after'>;
    readonly log: Pick<ShellLog, 'info'>;
  },
): (() => void) => {
  let cancel = (): void => undefined;
  const fill = (): void => {
    if (window.isDestroyed()) return;
    const { bounds } = screen.getPrimaryDisplay();
    // For a moment there may be no screen at all.
    if (bounds.width <= 0 || bounds.height <= 0 || isSame(window.getBounds(), bounds)) return;
    window.setBounds(bounds);
    window.setKiosk(true);
    log.info('window-follows-screen', { width: bounds.width, height: bounds.height });
  };
  const changed = (): void => {
    cancel();
    cancel = timers.after(settleMilliseconds, fill);
  };
  for (const change of changes) screen.on(change, changed);
  return () => {
    cancel();
    for (const change of changes) screen.off(change, changed);
  };
};
