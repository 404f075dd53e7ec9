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
let keeps: boolean;

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
        if (!keeps) return false;
        ends = [...ends, [number, end]];
        waiting = waiting.filter((command) => command.number !== number);
        return true;
      },
    },
    collectLog: (command) => {
      told.push(`collect ${command}`);
      return answers.log?.() ?? Promise.resolve({ ok: true, keep: () => undefined });
    },
    changeSettings: (asked) => {
      told.push(`change ${Object.keys(asked).join()}`);
      return answers.settings ?? { ok: true };
    },
    wakeQueue: () => told.push('wake'),
    restart: () => told.push('restart'),
    bootAgain: () => told.push('boot again'),
    log: silentLog,
  });

beforeEach(() => {
  ends = [];
  told = [];
  keeps = true;
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

  test('settings: the kiosk comes up anew with them, and is told so until it does', () => {
    waits({ kind: 'update-settings', changes }, { kind: 'restart' });
    const orders = open();
    orders.look();
    orders.look();
    expect(told).toEqual(['change session.idleSeconds', 'boot again', 'boot again']);
    expect(ends).toEqual([[1, { ok: true }]]);
  });

  test('settings that are wrong are told, and nothing else happens', () => {
    waits({ kind: 'update-settings', changes });
    open({ settings: { ok: false, reason: 'settings-invalid', problems: ['idleSeconds'] } }).look();
    expect(told).toEqual(['change session.idleSeconds']);
    expect(ends).toEqual([[1, { ok: false, reason: 'settings-invalid' }]]);
  });

  test('settings whose end could not be written down are changed again: twice is as once', () => {
    waits({ kind: 'update-settings', changes });
    keeps = false;
    const orders = open();
    orders.look();
    expect(told).toEqual(['change session.idleSeconds']);
    keeps = true;
    orders.look();
    expect(told.slice(1)).toEqual(['change session.idleSeconds', 'boot again']);
  });

  test('nothing is begun by a kiosk that stops', async () => {
    waits({ kind: 'restart' });
    const orders = open();
    await orders.stop();
    orders.look();
    expect(told).toEqual([]);
  });
});
