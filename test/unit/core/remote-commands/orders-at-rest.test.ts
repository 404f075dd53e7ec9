import { beforeEach, describe, expect, test } from 'vitest';
import type { CollectedLog } from '../../../../electron/core/remote-commands/collect-log.ts';
import { createOrdersAtRest } from '../../../../electron/core/remote-commands/orders-at-rest.ts';
import type {
  OrderAtRest,
  OrderEnd,
  WaitingCommand,
} from '../../../../electron/core/remote-commands/remote-commands.ts';
import type { ChangeSettingsOutcome } from '../../../../electron/core/settings/change-settings.ts';
import { silentLog } from '../../../helpers/journal.ts';

const changes = { 'session.idleSeconds': 45 };

let waiting: WaitingCommand[];
let ends: readonly (readonly [number, OrderEnd])[];
let told: string[];
let onTrial: boolean;

const waits = (...orders: readonly OrderAtRest[]): void => {
  waiting = orders.map((order, index) => ({ number: index + 1, order }));
};

/** A kiosk with these commands waiting; `told` is what it has to do. */
const open = (
  answers: { readonly settings?: ChangeSettingsOutcome; readonly log?: () => Promise<CollectedLog> } = {},
) =>
  createOrdersAtRest({
    commands: {
      waiting: () => waiting[0] ?? null,
      end: (number, end) => {
        ends = [...ends, [number, end]];
        waiting = waiting.filter((command) => command.number !== number);
        return true;
      },
    },
    collectLog: (command) => {
      told.push(`collect ${command}`);
      return answers.log?.() ?? Promise.resolve({ ok: true, keep: () => undefined });
    },
    changeSettings: (_command, asked) => {
      told.push(`change ${Object.keys(asked).join()}`);
      return answers.settings ?? { ok: true };
    },
    onTrial: () => onTrial,
    wakeQueue: () => told.push('wake'),
    restart: () => told.push('restart'),
    log: silentLog,
  });

beforeEach(() => {
  ends = [];
  told = [];
  onTrial = false;
});

describe('what the centre wants done when nobody is served', () => {
  test('is done one after the other, in the order in which it came', async () => {
    waits({ kind: 'collect-log' }, { kind: 'restart' });
    const orders = open();
    orders.look();
    orders.look();
    expect(told).toEqual(['collect 1']);
    await orders.stop();
    expect(ends).toEqual([[1, { ok: true }]]);
    expect(told).toEqual(['collect 1', 'wake']);
  });

  test('goes on when the log before it is through', async () => {
    waits({ kind: 'collect-log' }, { kind: 'restart' });
    const collected = Promise.withResolvers<CollectedLog>();
    const orders = open({ log: () => collected.promise });
    orders.look();
    collected.resolve({ ok: false, reason: 'log-too-large' });
    await expect.poll(() => ends).toEqual([[1, { ok: false, reason: 'log-too-large' }]]);
    await expect
      .poll(() => {
        orders.look();
        return told;
      })
      .toContain('restart');
    expect(told).not.toContain('wake');
  });

  test('settings: another core is to try them, and is asked for until it comes; the command ends with their trial', () => {
    waits({ kind: 'update-settings', changes }, { kind: 'restart' });
    const orders = open();
    orders.look();
    orders.look();
    expect(told).toEqual(['change session.idleSeconds', 'restart', 'restart']);
    expect(ends).toEqual([]);
  });

  test('settings that are wrong are told, and nothing else happens', () => {
    waits({ kind: 'update-settings', changes });
    open({ settings: { ok: false, reason: 'settings-invalid', problems: ['idleSeconds'] } }).look();
    expect(told).toEqual(['change session.idleSeconds']);
    expect(ends).toEqual([[1, { ok: false, reason: 'settings-invalid' }]]);
  });

  test('nothing is done while settings are on trial, not even what cuts the trial short', () => {
    waits({ kind: 'restart' });
    onTrial = true;
    const orders = open();
    orders.look();
    expect(told).toEqual([]);
    onTrial = false;
    orders.look();
    expect(told).toEqual(['restart']);
  });

  test('nothing is begun by a kiosk that stops', async () => {
    waits({ kind: 'restart' });
    const orders = open();
    await orders.stop();
    orders.look();
    expect(told).toEqual([]);
  });
});
