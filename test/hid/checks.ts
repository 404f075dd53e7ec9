import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../../drivers/device/clock.ts';

/** One thing to be proved in the guest. It passes when it resolves; what it resolves with is told beside the result. */
export interface GuestCheck {
  readonly name: string;
  run(): Promise<string>;
}

/** Longest wait for anything, milliseconds: the guest's processor is software and may share the machine. */
const patience = 30_000;

/** Waits until `find` gives something; looks every few milliseconds. Rejects with what `explain` says. */
export const waitFor = async <Found>(
  find: () => Found | undefined,
  explain: () => string,
): Promise<Found> => {
  const until = systemClock.monotonic() + patience;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (systemClock.monotonic() > until) throw new Error(explain());
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
  }
};

/** Rejects with both where they differ. */
export const expectSame = (actual: unknown, expected: unknown): void => {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
};
