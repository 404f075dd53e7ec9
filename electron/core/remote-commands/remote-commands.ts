import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { AnswerKey } from '../../../platform/contract/api.ts';
import {
  type CommandOutcome,
  maximumCommandsAtOnce,
  type RemoteCommand,
  type RemoteOrder,
  remoteOrderSchema,
  verifyCommand,
} from '../../../platform/contract/remote-commands.ts';
import type { Log } from '../log/core-log.ts';
import { decideCommand } from './decide-command.ts';

/** A notice of the centre, in each language. */
export type CentreNotice = Extract<RemoteOrder, { kind: 'message' }>['text'];

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
  /** The kiosk is to be restarted as soon as nobody is served; false again when the command has run out before that. */
  wantsRestart(): boolean;
  onChange(listener: () => void): void;
}

const platform = { kind: 'platform', pseudonym: null } as const;

/** The notice of a kept message; null for what the disk has damaged. */
const messageOf = (content: string): Extract<RemoteOrder, { kind: 'message' }> | null => {
  try {
    const order = remoteOrderSchema.parse(JSON.parse(content));
    return order.kind === 'message' ? order : null;
  } catch {
    return null;
  }
};

/** What a command is called in the audit log. */
const subjectOf = (number: number): string => `command:${number}`;

/**
 * Commands are written down before they are done, with an entry in the audit log, so that a kiosk that ends in between
 * does none of them twice. A restart counts as done when the kiosk has come up again.
 */
export const createRemoteCommands = (options: {
  readonly store: Pick<UnitOfWork, 'transaction' | 'read'>;
  readonly kioskId: string;
  readonly answerKeys: () => readonly AnswerKey[];
  /** Platform time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): RemoteCommands => {
  const { store, now, log } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  /** Why commands were not believed: said once, not with each answer that brings them. */
  let disbelieved: string | null = null;
  let notice: { readonly text: CentreNotice; readonly until: number } | null = null;
  let restart: { readonly number: number; readonly expiresAt: number } | null = null;

  const lastNumber = (): number | null => {
    const last = store.read(({ remoteCommands }) => remoteCommands.last());
    return last.ok ? last.value : null;
  };

  const readNotice = (): void => {
    const found = store.read(({ remoteCommands }) => remoteCommands.newestDone(['message', 'clear-message']));
    notice = found.ok && found.value?.content ? messageOf(found.value.content) : null;
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

  const perform = ({ number, expiresAt }: RemoteCommand, order: RemoteOrder): boolean => {
    const { kind } = order;
    const isAtOnce = kind !== 'restart';
    const kept = store.transaction(({ remoteCommands, audit }) => {
      const content = kind === 'message' ? JSON.stringify(order) : null;
      const begun = remoteCommands.begin({ number, kind, content, expiresAt });
      if (!begun.ok) return begun;
      if (isAtOnce) remoteCommands.end({ number, outcome: 'done', reason: null, endedAt: now() });
      audit.append({
        actor: platform,
        action: isAtOnce ? 'remote-command.done' : 'remote-command.begun',
        subject: subjectOf(number),
        details: { kind },
      });
      return { ok: true };
    });
    if (!kept.ok) {
      log.error('remote-command-not-kept', { number, reason: kept.reason });
      return false;
    }
    log.info('remote-command', { number, kind });
    if (kind === 'restart') restart = { number, expiresAt };
    else readNotice();
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

  const endRestart = (number: number, outcome: 'done' | 'refused', reason: string | null): void => {
    const ended = store.transaction(({ remoteCommands, audit }) => {
      remoteCommands.end({ number, outcome, reason, endedAt: now() });
      audit.append({
        actor: platform,
        action: outcome === 'done' ? 'remote-command.done' : 'remote-command.refused',
        subject: subjectOf(number),
        ...(reason === null ? {} : { reason }),
        details: { kind: 'restart' },
      });
      return { ok: true };
    });
    if (!ended.ok) log.error('remote-command-not-kept', { number, reason: ended.reason });
  };

  const begunBefore = store.read(({ remoteCommands }) => remoteCommands.begun());
  if (begunBefore.ok) for (const { number } of begunBefore.value) endRestart(number, 'done', null);
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
    wantsRestart: () => {
      if (restart !== null && restart.expiresAt <= now()) {
        endRestart(restart.number, 'refused', 'expired');
        restart = null;
      }
      return restart !== null;
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
};
