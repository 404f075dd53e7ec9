import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRemoteCommands } from '../../../../electron/core/remote-commands/remote-commands.ts';
import {
  createServiceClosing,
  type ServiceClosing,
} from '../../../../electron/core/staff-mode/service-closing.ts';
import {
  longestCommandLife,
  maximumCommandsAtOnce,
  type RemoteCommand,
  signCommand,
} from '../../../../platform/contract/remote-commands.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { createKioskKey, type KioskKeyPair } from '../../../helpers/platform-kiosk.ts';

const kioskId = 'K-0123456789';
const hour = 3_600_000;
const maintenance = { 'zh-CN': '今晚检修', en: 'Serviced tonight' };

let database: TestDatabase;
let platformKey: KioskKeyPair;
let now: number;
let commands: ReturnType<typeof createRemoteCommands>;
let closing: ServiceClosing;

/** The kiosk as it comes up. */
const start = () => {
  closing = createServiceClosing(database.current(), () => now);
  return createRemoteCommands({
    store: database.current(),
    kioskId,
    answerKeys: () => [
      {
        keyId: platformKey.keyId,
        jwk: platformKey.publicJwk,
        algorithm: 'ES256',
        notBefore: 1_000,
        notAfter: 1_000 * hour,
      },
    ],
    closing: closing.byCentre,
    now: () => now,
    log: silentLog,
  });
};

/** A command as the platform signs it: to restart, unless told. */
const command = (changes: Partial<RemoteCommand> = {}, key: KioskKeyPair = platformKey): Promise<string> =>
  signCommand(
    { kioskId, number: 1, issuedAt: now, expiresAt: now + hour, order: { kind: 'restart' }, ...changes },
    key,
  );
const message = (number: number, until = now + hour) =>
  command({ number, order: { kind: 'message', text: maintenance, until } });

const give = async (...given: readonly (string | Promise<string>)[]): Promise<boolean> =>
  commands.take(await Promise.all(given));

const audited = (): readonly string[] =>
  database.read(({ audit }) =>
    Array.from({ length: audit.head().sequence }, (_, index) => {
      const entry = audit.find(index + 1);
      return `${entry?.actorKind} ${entry?.action} ${entry?.subject} ${entry?.reason ?? entry?.details}`;
    }),
  );

beforeEach(async () => {
  database = openTestDatabase();
  platformKey = await createKioskKey();
  now = 10 * hour;
  commands = start();
});
afterEach(() => database.dispose());

describe('a message', () => {
  test('stands on the screen until its time is over, also after a restart', async () => {
    await give(message(1));
    expect(commands.notice()).toEqual(maintenance);
    database.reopen();
    commands = start();
    expect(commands.notice()).toEqual(maintenance);
    now += hour;
    expect(commands.notice()).toBeNull();
  });

  test('gives way to the next, and to the word that takes it away', async () => {
    const other = { 'zh-CN': '检修改期', en: 'Service postponed' };
    await give(
      message(1),
      command({ number: 2, order: { kind: 'message', text: other, until: now + hour } }),
    );
    expect(commands.notice()).toEqual(other);
    await give(command({ number: 3, order: { kind: 'clear-message' } }));
    expect(commands.notice()).toBeNull();
  });

  test('is told to the platform as done, and recorded without its words', async () => {
    expect(await give(message(7))).toBe(true);
    expect(commands.outcomes()).toEqual([{ number: 7, outcome: 'done', reason: null, at: now }]);
    expect(audited()).toEqual(['platform remote-command.done command:7 {"kind":"message"}']);
  });

  test('with what does not belong on a screen is refused', async () => {
    const order = { kind: 'message', text: { ...maintenance, en: 'a\u202eb' }, until: now + hour };
    await give(command({ order }));
    expect(commands.notice()).toBeNull();
    expect(commands.outcomes()).toMatchObject([{ outcome: 'refused', reason: 'malformed-order' }]);
  });
});

describe('a restart', () => {
  test('is wanted until the kiosk has come up again, and is done then', async () => {
    await give(command());
    expect(commands.waiting()).toMatchObject({ number: 1, order: { kind: 'restart' } });
    expect(commands.outcomes()).toEqual([]);
    database.reopen();
    commands = start();
    expect(commands.waiting()).toBeNull();
    expect(commands.outcomes()).toMatchObject([{ number: 1, outcome: 'done' }]);
    expect(audited()).toEqual([
      'platform remote-command.begun command:1 {"kind":"restart"}',
      'platform remote-command.done command:1 {"kind":"restart"}',
    ]);
  });

  test('is not wanted any more when nobody left in time', async () => {
    await give(command());
    now += hour;
    expect(commands.waiting()).toBeNull();
    expect(commands.outcomes()).toMatchObject([{ number: 1, outcome: 'refused', reason: 'expired' }]);
    database.reopen();
    expect(start().outcomes()).toMatchObject([{ outcome: 'refused' }]);
  });
});

const closed = { 'zh-CN': '今晚停电检修', en: 'No power tonight' };
const close = (number: number, changes: { until?: number | null; staffMayOpen?: boolean } = {}) =>
  command({
    number,
    order: { kind: 'close', reason: closed, until: null, staffMayOpen: false, ...changes },
  });
const openIt = (number: number) => command({ number, order: { kind: 'open' } });
const staff = { kind: 'staff', pseudonym: 'a'.repeat(64) } as const;
const closeAsStaff = () => closing.close({ actor: staff, reason: 'no-paper', reopening: 'not-known' });

describe('closing and opening', () => {
  test('takes the kiosk out of service until the centre opens it, also after a restart', async () => {
    await give(close(1));
    const expected = { by: 'centre', words: closed, since: now, reopensAt: null, staffMayOpen: false };
    expect(closing.current()).toEqual(expected);
    database.reopen();
    commands = start();
    expect(closing.current()).toEqual(expected);
    await give(openIt(2));
    expect(closing.current()).toBeNull();
    expect(commands.outcomes()).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(audited()).toEqual([
      'platform kiosk.closed null centre',
      'platform remote-command.done command:1 {"kind":"close"}',
      'platform kiosk.opened null {}',
      'platform remote-command.done command:2 {"kind":"open"}',
    ]);
  });

  test('ends by itself at its hour, which is recorded once', async () => {
    await give(close(1, { until: now + hour }));
    now += hour;
    expect(closing.current()).toBeNull();
    closing.recordEnd();
    closing.recordEnd();
    expect(audited().slice(2)).toEqual(['platform kiosk.opened null time-over']);
  });

  test('is not for staff to end unless the command says so', async () => {
    await give(close(1));
    expect(closing.open(staff)).toEqual({ ok: false, reason: 'closed-by-centre' });
    await give(close(2, { staffMayOpen: true }));
    expect(closing.open(staff)).toEqual({ ok: true });
    expect(closing.current()).toBeNull();
    expect(audited().at(-1)).toBe('staff kiosk.opened null {"closedBy":"centre"}');
  });

  test('leaves closed what staff have closed themselves', async () => {
    closeAsStaff();
    await give(close(1), openIt(2));
    expect(closing.current()).toMatchObject({ by: 'staff', reason: 'no-paper' });
    await give(openIt(3));
    expect(commands.outcomes()[2]).toMatchObject({ outcome: 'refused', reason: 'closed-by-staff' });
    expect(audited().at(-1)).toBe('platform remote-command.refused command:3 closed-by-staff');
  });

  test('to open what is open is refused', async () => {
    await give(openIt(1));
    expect(commands.outcomes()).toMatchObject([{ outcome: 'refused', reason: 'not-closed' }]);
  });
});

describe('what waits until nobody is served', () => {
  const changes = { 'session.idleSeconds': 45 };

  test('is gone on with after a restart, with all that it says, and ended once', async () => {
    await give(
      command({ number: 1, order: { kind: 'collect-log' } }),
      command({ number: 2, order: { kind: 'update-settings', changes } }),
    );
    database.reopen();
    commands = start();
    expect(commands.waiting()).toMatchObject({ number: 1, order: { kind: 'collect-log' } });
    expect(commands.end(1, { ok: false, reason: 'log-not-made' })).toBe(true);
    expect(commands.end(1, { ok: true })).toBe(false);
    expect(commands.waiting()).toMatchObject({ number: 2, order: { kind: 'update-settings', changes } });
    commands.end(2, { ok: true });
    expect(commands.waiting()).toBeNull();
    expect(commands.outcomes()).toMatchObject([
      { number: 1, outcome: 'refused', reason: 'log-not-made' },
      { number: 2, outcome: 'done' },
    ]);
  });

  test('runs out while somebody is served', async () => {
    await give(command({ order: { kind: 'collect-log' } }));
    now += hour;
    expect(commands.waiting()).toBeNull();
    expect(commands.outcomes()).toMatchObject([{ outcome: 'refused', reason: 'expired' }]);
  });

  test.each([
    ['a setting that is none of the centre’s', { 'platform.url': 'https://elsewhere.example' }],
    ['nothing', {}],
  ])('is refused when it would change %s', async (_case, wrong) => {
    await give(command({ order: { kind: 'update-settings', changes: wrong } }));
    expect(commands.outcomes()).toMatchObject([{ outcome: 'refused', reason: 'malformed-order' }]);
  });
});

describe('what is not begun', () => {
  const nothingHappened = (): void => {
    expect(commands.waiting()).toBeNull();
    expect(commands.notice()).toBeNull();
  };

  test('a command that comes again, also after a restart: what became of it is told again', async () => {
    const restart = await command();
    await give(restart);
    database.reopen();
    commands = start();
    commands.heard(commands.outcomes());
    expect(commands.outcomes()).toEqual([]);
    expect(await give(restart)).toBe(false);
    nothingHappened();
    expect(commands.outcomes()).toMatchObject([{ number: 1, outcome: 'done' }]);
  });

  test('one with a lower number than another before it', async () => {
    await give(command({ number: 5, order: { kind: 'clear-message' } }));
    expect(await give(command({ number: 4 }), command({ number: 5 }))).toBe(false);
    nothingHappened();
  });

  test('one that has run out, which is told to the platform', async () => {
    await give(command({ issuedAt: now - hour, expiresAt: now }));
    nothingHappened();
    expect(commands.outcomes()).toMatchObject([{ number: 1, outcome: 'refused', reason: 'expired' }]);
    expect(audited()).toEqual(['platform remote-command.refused command:1 expired']);
  });

  test('one of a kind that this version does not know, which is told, too', async () => {
    await give(command({ order: { kind: 'make-coffee', cups: 2 } }));
    expect(commands.outcomes()).toMatchObject([{ outcome: 'refused', reason: 'unknown-kind' }]);
  });

  test.each<[string, () => Promise<string>]>([
    ['for another kiosk', () => command({ kioskId: 'K-9876543210' })],
    [
      'signed by another key under the platform’s id',
      async () => command({}, { ...(await createKioskKey()), keyId: platformKey.keyId }),
    ],
    ['of a key that nobody published', async () => command({}, await createKioskKey())],
    ['issued before its key was good', () => command({ issuedAt: 999, expiresAt: now + 1 })],
    ['that lives longer than any may', () => command({ expiresAt: now + longestCommandLife + 1 })],
    ['that is no command at all', async () => 'e30.e30.e30'],
    [
      'changed on the way',
      async () => {
        const [header, , signature] = (await command()).split('.');
        const forged = Buffer.from(
          JSON.stringify({ kioskId, number: 9, issuedAt: now, expiresAt: now + hour, order: {} }),
        );
        return `${header}.${forged.toString('base64url')}.${signature}`;
      },
    ],
  ])('one %s; it moves no number on and is told to nobody', async (_case, made) => {
    expect(await give(made())).toBe(false);
    nothingHappened();
    expect(commands.outcomes()).toEqual([]);
    expect(audited()).toEqual([]);
    expect(await give(command())).toBe(true);
  });
});

test('outcomes are told a few at a time, the oldest first, each until it was heard', async () => {
  const numbers = Array.from({ length: maximumCommandsAtOnce + 3 }, (_, index) => index + 1);
  await give(...numbers.map((number) => message(number)));
  const first = commands.outcomes();
  expect(first.map(({ number }) => number)).toEqual(numbers.slice(0, maximumCommandsAtOnce));
  expect(commands.outcomes()).toEqual(first);
  commands.heard(first);
  expect(commands.outcomes().map(({ number }) => number)).toEqual(numbers.slice(maximumCommandsAtOnce));
});
