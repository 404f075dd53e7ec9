import { describe, expect, it } from 'vitest';
import { planSession, sessionFaults } from '../../soak/session-plan.ts';

const plans = (seed: number) => Array.from({ length: 400 }, (_, index) => planSession(seed, index + 1, 200));

describe('the sessions of a soak', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(plans(7)).toEqual(plans(7));
    expect(plans(8)).not.toEqual(plans(7));
  });

  it('have every fault and every wish among them, and sessions without a fault', () => {
    const all = plans(7);
    expect(new Set(all.map(({ fault }) => fault))).toEqual(new Set([null, ...sessionFaults]));
    expect(new Set(all.map(({ wish }) => wish)).size).toBe(4);
  });

  it('kill no core after the last session for that', () => {
    const killed = plans(7).filter(({ fault }) => fault === 'core-killed');
    expect(killed.length).toBeGreaterThan(5);
    expect(killed.every(({ number }) => number <= 200)).toBe(true);
  });
});
