import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createProgramVerification } from '../../../electron/core/identity/face/program-verification.ts';
import type { FaceVerification } from '../../../electron/core/identity/face/face-verification.ts';
import type { FaceOutcome } from '../../../electron/core/session/assurance-types.ts';
import { idOf, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { createTestJournal } from '../../helpers/journal.ts';
import { lin } from '../../helpers/visit.ts';

const script = join(import.meta.dirname, '../../fixtures/face-engine/engine.mjs');

let database: TestDatabase;
let engine: FaceVerification;
const logged: { readonly event: string; readonly state?: unknown }[] = [];
beforeEach(() => {
  database = openTestDatabase();
  database.commit(({ visits }) => visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  createTestJournal(database.current()).identified(idOf(1), { ...lin, assuranceLevel: 2 });
  logged.length = 0;
});
afterEach(() => {
  engine.stop();
  database.dispose();
});

let told = (): void => undefined;
/** Resolves when the log says so. */
const until = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      told = () => undefined;
      resolve();
    };
    told = look;
    look();
  });
const note = (event: string, fields?: object): void => {
  logged.push({ event, ...fields });
  told();
};
const log = { info: note, warn: note, error: note };
const hasState = (state: string): boolean => logged.some((entry) => entry.state === state);

const start = (behaviour: string, timeoutMilliseconds = 5_000): void => {
  engine = createProgramVerification({
    program: process.execPath,
    arguments: [script, behaviour],
    timeoutMilliseconds,
    decoder: {
      decode: async () => ({ ok: true, width: 102, height: 126, rgb: new Uint8Array(102 * 126 * 3).fill(9) }),
    },
    journal: createTestJournal(database.current()),
    clock: systemClock,
    log,
  });
};

/** One look; stages that were shown go to `stages`. */
const look = (stages: string[] = []): Promise<FaceOutcome> =>
  new Promise((resolve) => {
    engine.verify(
      {
        visitId: idOf(1),
        person: { ...lin, assuranceLevel: 2 },
        photo: new Uint8Array(1024),
        comparisonAgreedAt: null,
        elderMode: false,
      },
      { progress: ({ stage }) => stages.push(stage), done: resolve },
    );
  });
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));

describe('an engine that is a program of its own', () => {
  it('guides, accepts, and its score and version are in the audit log', async () => {
    start('accepts');
    await until(() => hasState('ready'));
    expect(engine.obstacle()).toBeNull();
    const stages: string[] = [];
    expect(await look(stages)).toMatchObject({ outcome: 'same-person', person: { assuranceLevel: 3 } });
    expect(stages).toEqual(['starting', 'blink']);
    expect(JSON.parse(lastEntry()?.details ?? '{}')).toMatchObject({
      models: 'city-engine-7.1',
      similarity: 93,
      accept: 70,
    });
  });

  it('refuses with its reason', async () => {
    start('refuses');
    await until(() => hasState('ready'));
    expect(await look()).toEqual({ outcome: 'not-verified', reason: 'another-face' });
    expect(lastEntry()).toMatchObject({ action: 'visit.face-refused', reason: 'another-face' });
  });

  it('is not believed about a look that is not under way', async () => {
    start('answers-another-look');
    await until(() => hasState('ready'));
    expect(await look()).toEqual({ outcome: 'not-verified', reason: 'not-live' });
  });

  it('is started anew when it hangs, and when it dies', async () => {
    start('hangs', 500);
    await until(() => hasState('ready'));
    expect(await look()).toEqual({ outcome: 'impossible', obstacle: 'engine-unusable' });
    await until(() => logged.filter(({ state }) => state === 'ready').length === 2);
    engine.stop();
    start('dies');
    logged.length = 0;
    await until(() => hasState('ready'));
    expect(await look()).toEqual({ outcome: 'impossible', obstacle: 'engine-unusable' });
    await until(() => logged.filter(({ state }) => state === 'ready').length === 2);
    expect(engine.obstacle()).toBeNull();
  });

  it('may talk nonsense between its messages', async () => {
    start('talks-nonsense');
    await until(() => hasState('ready'));
    expect(await look()).toMatchObject({ outcome: 'same-person' });
  });

  it('is ended when it floods its output without a line', async () => {
    start('floods');
    await until(() => hasState('failed'));
    expect(engine.obstacle()).toBe('engine-unusable');
  });
});
