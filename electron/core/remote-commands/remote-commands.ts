import type { Unit, UnitOfWork } from '../../../db/unit-of-work.ts';
import type { BegunCommand } from '../../../db/stores/remote-commands.ts';
import type { AnswerKey } from '../../../platform/contract/api.ts';
import {
  type CommandOutcome,
  type CommandRefusal,
  maximumCommandsAtOnce,
  type RemoteCommand,
  type RemoteOrder,
  remoteOrderSchema,
  verifyCommand,
} from '../../../platform/contract/remote-commands.ts';
import type { Log } from '../log/core-log.ts';
import type { ClosingByCentre } from '../staff-mode/service-closing.ts';
import { decideCommand } from './decide-command.ts';

/** A notice of the centre, in each language. */
export type CentreNotice = Extract<RemoteOrder, { kind: 'message' }>['text'];

/** What is done when nobody is served. */
export type OrderAtRest = Extract<RemoteOrder, { kind: 'restart' | 'collect-log' | 'update-settings' }>;

/** A command that was begun and waits until nobody is served. */
export interface WaitingCommand {
  readonly number: number;
  readonly order: OrderAtRest;
}

/** How the doing of a command ended. */
export type OrderEnd = { readonly ok: true } | { readonly ok: false; readonly reason: CommandRefusal };

/** What the centre has this kiosk do: taken, done once, told. */
export interface RemoteCommands {
  /** Commands as they came (compact JWS). Resolves with whether any of them was new; never rejects. */
  take(commands: readonly string[]): Promise<boolean>;
  /** What the platform is to hear with the next report. */
  outcomes(): readonly CommandOutcome[];
  /** The platform has heard of these. */
  heard(outcomes: readonly CommandOutcome[]): void;
  /** What the centre wants to be read on the screen that invites, now; null when nothing. */
  notice(): CentreNotice | null;
  /** The oldest command that waits until nobody is served; null when none does. One that ran out meanwhile waits no more. */
  waiting(): WaitingCommand | null;
  /**
   * A waiting command is through; `within` belongs to it and is kept or lost with that word. False when it could not be
   * written down: then it goes on waiting.
   */
  end(number: number, end: OrderEnd, within?: (unit: Unit) => void): boolean;
  onChange(listener: () => void): void;
}

const platform = { kind: 'platform', pseudonym: null } as const;

/** A kept order; null for what the disk has damaged. */
const orderOf = (content: string | null): RemoteOrder | null => {
  try {
    return remoteOrderSchema.parse(JSON.parse(content ?? ''));
  } catch {
    return null;
  }
};

const isAtRest = (order: RemoteOrder): order is OrderAtRest =>
  order.kind === 'restart' || order.kind === 'collect-log' || order.kind === 'update-settings';

/** What a command is called in the audit log. */
const subjectOf = (number: number): string => `command:${number}`;

/**
 * Commands are written down before they are done, with an entry in the audit log, so that a kiosk that ends in between
 * does none of them twice. A restart counts as done when the kiosk has come up again; what else was begun then is gone on
 * with, and done whole or not at all.
 */
export const createRemoteCommands = (options: {
  readonly store: Pick<UnitOfWork, 'transaction' | 'read'>;
  readonly kioskId: string;
  readonly answerKeys: () => readonly AnswerKey[];
  readonly closing: ClosingByCentre;
  /** Platform time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): RemoteCommands => {
  const { store, closing, now, log } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  /** Why commands were not believed: said once, not with each answer that brings them. */
  let disbelieved: string | null = null;
  let notice: { readonly text: CentreNotice; readonly until: number } | null = null;
  let waiting: readonly (WaitingCommand & { readonly expiresAt: number })[] = [];

  const lastNumber = (): number | null => {
    const last = store.read(({ remoteCommands }) => remoteCommands.last());
    return last.ok ? last.value : null;
  };

  const readNotice = (): void => {
    const found = store.read(({ remoteCommands }) => remoteCommands.newestDone(['message', 'clear-message']));
    const order = found.ok ? orderOf(found.value?.content ?? null) : null;
    notice = order?.kind === 'message' ? order : null;
  };

  const refuse = ({ number, expiresAt, order: { kind } }: RemoteCommand, reason: string): boolean => {
    const refused = store.transaction(({ remoteCommands, audit }) => {
      const begun = remoteCommands.begin({ number, kind, content: null, expiresAt });
      if (!begun.ok) return begun;
      remoteCommands.end({ number, outcome: 'refused', reason, endedAt: now() });
      audit.append({
        actor: platform,
        action: 'remote-command.refused',
        subject: subjectOf(number),
        reason,
        details: { kind },
      });
      return { ok: true };
    });
    if (refused.ok) log.warn('remote-command-refused', { number, kind, reason });
    else log.error('remote-command-not-kept', { number, reason: refused.reason });
    return refused.ok;
  };

  /** What is done at once, in the transaction that records it. */
  const doAtOnce = (unit: Unit, order: Exclude<RemoteOrder, OrderAtRest>): OrderEnd => {
    switch (order.kind) {
      case 'close':
        closing.close(unit, order);
        return { ok: true };
      case 'open':
        return closing.open(unit);
      case 'message':
      case 'clear-message':
        return { ok: true };
    }
  };

  const perform = ({ number, expiresAt }: RemoteCommand, order: RemoteOrder): boolean => {
    const { kind } = order;
    const entry = { actor: platform, subject: subjectOf(number), details: { kind } };
    const kept = store.transaction((unit) => {
      const { remoteCommands, audit } = unit;
      const hasContent = kind === 'message' || kind === 'update-settings';
      const content = hasContent ? JSON.stringify(order) : null;
      const begun = remoteCommands.begin({ number, kind, content, expiresAt });
      if (!begun.ok) return begun;
      if (isAtRest(order)) {
        audit.append({ ...entry, action: 'remote-command.begun' });
        return { ok: true };
      }
      const done = doAtOnce(unit, order);
      const reason = done.ok ? null : done.reason;
      remoteCommands.end({ number, outcome: done.ok ? 'done' : 'refused', reason, endedAt: now() });
      audit.append(
        reason === null
          ? { ...entry, action: 'remote-command.done' }
          : { ...entry, action: 'remote-command.refused', reason },
      );
      return { ok: true };
    });
    if (!kept.ok) {
      log.error('remote-command-not-kept', { number, reason: kept.reason });
      return false;
    }
    log.info('remote-command', { number, kind });
    if (isAtRest(order)) waiting = [...waiting, { number, order, expiresAt }];
    closing.kept();
    readNotice();
    return true;
  };

  const tellAgain = (number: number): void => {
    const asked = store.transaction(({ remoteCommands }) => {
      remoteCommands.askedAgain(number);
      return { ok: true };
    });
    if (!asked.ok) log.error('remote-command-not-kept', { number, reason: asked.reason });
  };

  const disbelieve = (outcome: string): void => {
    if (disbelieved !== outcome) log.warn('remote-command-not-believed', { reason: outcome });
    disbelieved = outcome;
  };

  /** Whether it was new. */
  const takeOne = async (jws: string): Promise<boolean> => {
    const verified = await verifyCommand(jws, {
      kioskId: options.kioskId,
      findKey: (keyId) => options.answerKeys().find((key) => key.keyId === keyId),
    });
    if (verified.outcome !== 'genuine') {
      // Its number is nobody's: what is not believed moves nothing on.
      disbelieve(verified.outcome);
      return false;
    }
    const last = lastNumber();
    if (last === null) return false;
    const { command } = verified;
    const decided = decideCommand(command, { now: now(), last });
    switch (decided.decision) {
      case 'do':
        return perform(command, decided.order);
      case 'refuse':
        return refuse(command, decided.reason);
      case 'tell-again':
        tellAgain(command.number);
        return false;
    }
  };

  const end = (number: number, kind: string, ended: OrderEnd, within?: (unit: Unit) => void): boolean => {
    const reason = ended.ok ? null : ended.reason;
    const kept = store.transaction((unit) => {
      unit.remoteCommands.end({
        number,
        outcome: ended.ok ? 'done' : 'refused',
        reason,
        endedAt: now(),
      });
      within?.(unit);
      unit.audit.append({
        actor: platform,
        action: ended.ok ? 'remote-command.done' : 'remote-command.refused',
        subject: subjectOf(number),
        ...(reason === null ? {} : { reason }),
        details: { kind },
      });
      return { ok: true };
    });
    if (!kept.ok) log.error('remote-command-not-kept', { number, reason: kept.reason });
    return kept.ok;
  };

  const goOnWith = ({ number, kind, content, expiresAt }: BegunCommand): void => {
    if (kind === 'restart') {
      end(number, kind, { ok: true });
      return;
    }
    const order = content === null ? orderOf(JSON.stringify({ kind })) : orderOf(content);
    if (order !== null && isAtRest(order)) waiting = [...waiting, { number, order, expiresAt }];
    else end(number, kind, { ok: false, reason: 'malformed-order' });
  };

  const begunBefore = store.read(({ remoteCommands }) => remoteCommands.begun());
  if (begunBefore.ok) for (const command of begunBefore.value) goOnWith(command);
  readNotice();

  return {
    take: async (commands) => {
      let hasNew = false;
      for (const jws of commands) hasNew = (await takeOne(jws)) || hasNew;
      if (hasNew) changed();
      return hasNew;
    },
    outcomes: () => {
      const unreported = store.read(({ remoteCommands }) => remoteCommands.unreported(maximumCommandsAtOnce));
      if (!unreported.ok) return [];
      return unreported.value.map(({ number, outcome, reason, endedAt }) => ({
        number,
        outcome,
        reason,
        at: endedAt,
      }));
    },
    heard: (outcomes) => {
      if (outcomes.length === 0) return;
      const marked = store.transaction(({ remoteCommands }) => {
        remoteCommands.reported(outcomes.map(({ number }) => number));
        return { ok: true };
      });
      if (!marked.ok) log.error('remote-command-not-kept', { reason: marked.reason });
    },
    notice: () => (notice !== null && now() < notice.until ? notice.text : null),
    waiting: () => {
      for (const { number, order, expiresAt } of waiting) {
        if (expiresAt > now()) continue;
        waiting = waiting.filter((other) => other.number !== number);
        end(number, order.kind, { ok: false, reason: 'expired' });
      }
      return waiting[0] ?? null;
    },
    end: (number, ended, within) => {
      const command = waiting.find((other) => other.number === number);
      if (command === undefined || !end(number, command.order.kind, ended, within)) return false;
      waiting = waiting.filter((other) => other !== command);
      return true;
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
};
