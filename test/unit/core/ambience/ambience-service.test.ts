import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Ambience,
  ambienceSchema,
  usualAmbience,
} from '../../../../electron/contract/ambience/ambience.ts';
import {
  createAmbienceService,
  sampleMilliseconds,
} from '../../../../electron/core/ambience/ambience-service.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { silentLog } from '../../../helpers/journal.ts';

const actor = { kind: 'staff', pseudonym: 'b'.repeat(64) } as const;
/** In China: 16:00 and 23:00. */
const afternoon = Date.UTC(2026, 10, 20, 8);
const lateEvening = Date.UTC(2026, 10, 20, 15);
const dimNights: Ambience = { ...usualAmbience, dayBrightness: 80, nightBrightness: 30 };

let database: TestDatabase;
let clock: FakeClock;
let lights: number[];
let voices: number[];
beforeEach(() => {
  database = openTestDatabase();
  clock = createFakeClock(afternoon);
  lights = [];
  voices = [];
});
afterEach(() => database.dispose());

/** A kiosk's service, as it is after a start. */
const start = ({ hasBacklight }: { readonly hasBacklight: boolean }) => {
  const service = createAmbienceService({
    database: database.current(),
    setBacklight: (percent) => {
      if (hasBacklight) lights.push(percent);
      return hasBacklight;
    },
    setSpeechVolume: (percent) => {
      voices.push(percent);
    },
    changed: () => undefined,
    clock,
    log: silentLog,
  });
  service.light(true);
  return service;
};
const entries = () =>
  database.read(({ audit }) => audit.after(0, 100)).filter(({ action }) => action === 'kiosk.ambience-set');

describe('the voice', () => {
  it('is set when staff change it, when somebody comes or has gone, and whenever that is asked for', () => {
    const service = start({ hasBacklight: true });
    expect(service.change(actor, { ...usualAmbience, volume: 40 }).ok).toBe(true);
    expect(voices).toEqual([40]);
    service.light(true);
    expect(voices).toEqual([40]);
    service.light(false);
    service.light(true);
    service.keepVoice();
    expect(voices).toEqual([40, 40, 40, 40]);
  });
});

describe('what staff set', () => {
  it('counts at once, outlives a restart, and stands in the log with what is different', () => {
    const service = start({ hasBacklight: false });
    expect(service.current()).toEqual(usualAmbience);
    expect(service.change(actor, { ...usualAmbience, volume: 60, locale: 'en' })).toEqual({ ok: true });
    expect(service.ofScreen().volume).toBe(60);
    expect(service.standingLocale()).toBe('en');
    expect(start({ hasBacklight: false }).current()).toEqual({ ...usualAmbience, volume: 60, locale: 'en' });
    expect(entries()).toMatchObject([{ actorPseudonym: actor.pseudonym }]);
    expect(JSON.parse(entries()[0]?.details ?? '')).toEqual({ volume: 60, locale: 'en' });
  });

  it('is as usual where what was kept cannot be read', () => {
    database.write(({ stationState }) => {
      stationState.keep({ name: 'ambience', value: JSON.stringify({ ...usualAmbience, volume: 0 }) });
      return { ok: true };
    });
    expect(start({ hasBacklight: false }).current()).toEqual(usualAmbience);
  });

  it.each([
    { volume: 10 },
    { volume: 45 },
    { volume: 110 },
    { dayBrightness: 30 },
    { nightBrightness: 0 },
    { nightFrom: '24:00' },
    { locale: 'fr' },
    { loud: true },
  ])('cannot be %j', (change) => {
    expect(ambienceSchema.safeParse({ ...usualAmbience, ...change }).success).toBe(false);
  });
});

describe('the light', () => {
  it('is that of the day in the afternoon, and that of the night when nobody is served at night', async () => {
    const service = start({ hasBacklight: true });
    service.change(actor, dimNights);
    await clock.advance(sampleMilliseconds);
    expect(service.dimmer()).toBe('backlight');
    clock.jumpTo(lateEvening);
    service.light(true);
    service.light(false);
    service.light(true);
    expect(lights).toEqual([100, 30, 80, 30, 80, 30]);
    expect(service.ofScreen().dimmed).toBe(0);
  });

  it('of the night is shown for a few seconds when it is changed by day', async () => {
    const service = start({ hasBacklight: true });
    service.change(actor, { ...usualAmbience, nightBrightness: 40 });
    expect(lights).toEqual([100, 40]);
    await clock.advance(sampleMilliseconds);
    expect(lights).toEqual([100, 40, 100]);
    service.change(actor, { ...usualAmbience, nightBrightness: 40, volume: 20 });
    expect(lights).toEqual([100, 40, 100]);
  });

  it('is taken away by the page where no backlight can be set', () => {
    const service = start({ hasBacklight: false });
    service.change(actor, { ...usualAmbience, dayBrightness: 70 });
    expect(service.dimmer()).toBe('page');
    expect(service.ofScreen().dimmed).toBe(30);
  });

  it('knows no night that ends when it begins', async () => {
    const service = start({ hasBacklight: true });
    service.change(actor, { ...dimNights, nightFrom: '23:00', nightUntil: '23:00' });
    await clock.advance(sampleMilliseconds);
    clock.jumpTo(lateEvening);
    service.light(false);
    service.light(true);
    expect(lights.at(-1)).toBe(80);
  });
});
