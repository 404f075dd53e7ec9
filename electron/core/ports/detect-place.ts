import type { Clock } from '../../../drivers/device/clock.ts';
import type { DetectionView, PortRole } from '../../contract/ports/port-views.ts';

/** How often it is looked what is connected, and how long somebody may take over one plug. */
export const lookEveryMilliseconds = 700;
export const giveUpAfterMilliseconds = 120_000;

type Stage = Exclude<DetectionView['stage'], 'looking'>;

/** What was seen of "unplug it, plug it in": ids of places. */
export interface Detection {
  readonly stage: Stage;
  /** What was there when it began, or when something vanished. */
  readonly before: readonly string[];
  readonly vanished: readonly string[];
  readonly found: string | null;
}

export const beginDetection = (present: readonly string[]): Detection => ({
  stage: 'unplug',
  before: present,
  vanished: [],
  found: null,
});

/**
 * What one more look makes of it. A device that comes back under the name under which it went is found by that; one that
 * comes without any having gone (somebody plugs a new one in at once) is taken as well. Where several come at once nobody can
 * tell which is meant.
 */
export const seen = (detection: Detection, present: readonly string[]): Detection => {
  const { stage, before, vanished } = detection;
  if (stage !== 'unplug' && stage !== 'plug') return detection;
  const gone = before.filter((id) => !present.includes(id));
  const came = present.filter((id) => !before.includes(id));
  const back = vanished.filter((id) => present.includes(id));
  const candidates = [...new Set([...back, ...came])];
  const [only] = candidates;
  if (only !== undefined) {
    return candidates.length === 1
      ? { ...detection, stage: 'found', found: only }
      : { ...detection, stage: 'several' };
  }
  if (gone.length === 0) return detection;
  return {
    stage: 'plug',
    before: before.filter((id) => present.includes(id)),
    vanished: [...vanished, ...gone],
    found: null,
  };
};

/** Looks again and again until the device is found, too many are, or nobody does anything. */
export const watchPlaces = (options: {
  readonly role: PortRole;
  readonly present: () => Promise<readonly string[]>;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly changed: () => void;
}): { readonly view: () => DetectionView; readonly stop: () => void } => {
  const { role, clock, changed } = options;
  const begunAt = clock.monotonic();
  let detection: Detection | null = null;
  let gaveUp = false;
  let stopped = false;
  let cancel = (): void => undefined;

  const look = async (): Promise<void> => {
    const present = await options.present();
    if (stopped) return;
    const before = detection;
    detection = before === null ? beginDetection(present) : seen(before, present);
    gaveUp =
      (detection.stage === 'unplug' || detection.stage === 'plug') &&
      clock.monotonic() - begunAt > giveUpAfterMilliseconds;
    if (before?.stage !== detection.stage || gaveUp) changed();
    if (!gaveUp && (detection.stage === 'unplug' || detection.stage === 'plug')) {
      cancel = clock.after(lookEveryMilliseconds, () => void look());
    }
  };
  void look();

  return {
    view: () => ({
      role,
      stage: gaveUp ? 'gave-up' : (detection?.stage ?? 'looking'),
      vanished: [...(detection?.vanished ?? [])],
      found: detection?.found ?? null,
    }),
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
