import type { Clock } from '../../../drivers/device/clock.ts';
import type { Notice } from '../../contract/view-snapshot.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { StorageService } from '../storage/storage-service.ts';
import type { VisitIdentification } from './visit-identification.ts';

/** How long the refusal of a second instance stays on the screen. */
const secondInstanceNoticeMilliseconds = 10_000;

/** What everybody has to know about this kiosk, above every screen. */
export interface KioskNotices {
  current(): Notice[];
  /** Somebody tried to start another kiosk on this machine. */
  secondInstanceRefused(): void;
}

export const createKioskNotices = (options: {
  readonly isDevelopmentRuntime: boolean;
  readonly identification: Pick<VisitIdentification, 'isEvaluationOnly'>;
  readonly storage: Pick<StorageService, 'canKeep'>;
  readonly platformTime: Pick<PlatformTime, 'basis'>;
  readonly clock: Clock;
  readonly changed: () => void;
}): KioskNotices => {
  const { identification, storage, platformTime, clock, changed } = options;
  const standing = new Set<Notice>();
  if (options.isDevelopmentRuntime) standing.add('development-runtime');
  return {
    current: () => [
      ...standing,
      ...(identification.isEvaluationOnly ? (['face-evaluation-only'] as const) : []),
      ...(storage.canKeep().ok ? [] : (['storage-cannot-keep'] as const)),
      ...(platformTime.basis() === 'local-clock-not-believed' ? (['clock-not-believed'] as const) : []),
    ],
    secondInstanceRefused: () => {
      standing.add('second-instance-refused');
      changed();
      clock.after(secondInstanceNoticeMilliseconds, () => {
        standing.delete('second-instance-refused');
        changed();
      });
    },
  };
};
