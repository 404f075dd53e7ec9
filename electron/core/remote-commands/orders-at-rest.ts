import type { SettingsChanges } from '../../../platform/contract/remote-settings.ts';
import type { Log } from '../log/core-log.ts';
import type { ChangeSettingsOutcome } from '../settings/change-settings.ts';
import type { CollectLog } from './collect-log.ts';
import type { RemoteCommands } from './remote-commands.ts';

/**
 * Does what the centre wants done when nobody is served: one command after the other, each once. A kiosk that ends in between
 * goes on with what was not through (remote-commands.ts).
 */
export const createOrdersAtRest = (options: {
  readonly commands: Pick<RemoteCommands, 'waiting' | 'end'>;
  readonly collectLog: CollectLog;
  /** Puts settings in place, on trial. */
  readonly changeSettings: (command: number, changes: SettingsChanges) => ChangeSettingsOutcome;
  /** New settings have to prove themselves; the command that brought them ends with their trial (record-trial.ts). */
  readonly onTrial: () => boolean;
  /** Something is in the outbox. */
  readonly wakeQueue: () => void;
  /** The process ends, and another takes its place, with the settings that are in place then. */
  readonly restart: () => void;
  readonly log: Log;
}): {
  /** To be called whenever nobody is served. */
  look(): void;
  /** Begins nothing more; resolves when what is under way is written down. */
  stop(): Promise<void>;
} => {
  const { commands, log } = options;
  let underWay: Promise<void> | null = null;
  let stopped = false;
  /** The settings that the kiosk came up with are not those of the file any more. */
  let settingsChanged = false;

  const collect = async (number: number): Promise<void> => {
    const collected = await options.collectLog(number);
    const isThrough = collected.ok
      ? commands.end(number, { ok: true }, collected.keep)
      : commands.end(number, collected);
    if (isThrough && collected.ok) options.wakeQueue();
  };

  const change = (number: number, changes: SettingsChanges): void => {
    const changed = options.changeSettings(number, changes);
    if (changed.ok) {
      settingsChanged = true;
      options.restart();
      return;
    }
    log.warn('settings-not-changed', { problems: changed.problems.join('; ') });
    commands.end(number, { ok: false, reason: changed.reason });
  };

  return {
    look: () => {
      if (settingsChanged) options.restart();
      // Nothing is done on settings that may be taken back, and nothing cuts their trial short.
      const isBusy = underWay !== null || stopped || settingsChanged || options.onTrial();
      const command = isBusy ? null : commands.waiting();
      if (command === null) return;
      const { number, order } = command;
      switch (order.kind) {
        case 'restart':
          options.restart();
          break;
        case 'update-settings':
          change(number, order.changes);
          break;
        case 'collect-log':
          underWay = collect(number).finally(() => {
            underWay = null;
          });
      }
    },
    stop: async () => {
      stopped = true;
      await underWay;
    },
  };
};
