import { describe, expect, it } from 'vitest';
import {
  findUnhealthy,
  type HealthLook,
  judgeHealth,
  type TrialProgress,
  wellForMilliseconds,
  wellWithinMilliseconds,
} from '../../../electron/update/judge-health.ts';

const well: HealthLook = { serves: true, pageShown: true, working: ['idCardReader', 'printer'] };

describe('a version on trial', () => {
  it('is well where it serves, its page is shown, and no device is worse than before', () => {
    expect(findUnhealthy(well, ['printer'])).toBeNull();
    expect(findUnhealthy({ ...well, serves: false }, [])).toBe('not-in-service');
    expect(findUnhealthy({ ...well, pageShown: false }, [])).toBe('page-not-shown');
    expect(findUnhealthy(well, ['printer', 'camera'])).toBe('device-worse');
  });

  it('is kept once it has been well at a stretch', () => {
    let progress: TrialProgress = { startedAt: 0, wellSince: null };
    const look = (problem: 'device-worse' | null, now: number) => {
      const verdict = judgeHealth(progress, problem, now);
      if (verdict.verdict === 'wait') ({ progress } = verdict);
      return verdict.verdict;
    };
    expect(look(null, 1_000)).toBe('wait');
    expect(look(null, wellForMilliseconds)).toBe('wait');
    expect(look('device-worse', wellForMilliseconds + 500)).toBe('wait');
    expect(look(null, wellForMilliseconds + 1_000)).toBe('wait');
    expect(look(null, 2 * wellForMilliseconds)).toBe('wait');
    expect(look(null, 2 * wellForMilliseconds + 1_000)).toBe('well');
  });

  it('is given up with the reason of the last look when its time is over', () => {
    const progress = { startedAt: 1_000, wellSince: null };
    expect(judgeHealth(progress, 'not-in-service', wellWithinMilliseconds).verdict).toBe('wait');
    expect(judgeHealth(progress, 'not-in-service', 1_000 + wellWithinMilliseconds)).toEqual({
      verdict: 'unhealthy',
      reason: 'not-in-service',
    });
  });
});
