import type { KioskDatabase } from '../../../db/connection.ts';
import type { CoreStart, FormerEnd } from '../../contract/supervision.ts';
import type { Log } from '../log/core-log.ts';

/** Writes into the audit log that the kiosk has started, and after what. */
export type RecordStart = (database: Pick<KioskDatabase, 'transaction'>) => void;

const reasons: Readonly<Record<FormerEnd, string>> = {
  none: 'first-start',
  'in-order': 'after-end-in-order',
  'shell-died': 'after-death-of-shell',
  'power-cut': 'after-power-cut',
  'core-died': 'after-death-of-core',
};

/**
 * Records this start of the core once, with the first database that opens. Nobody waits for it: where the disk refuses,
 * the log says so, and the next database that opens is tried.
 */
export const createStartRecord = (
  { formerEnd, appVersion }: Pick<CoreStart, 'formerEnd' | 'appVersion'>,
  log: Log,
): RecordStart => {
  const reason = reasons[formerEnd];
  let recorded = false;
  return (database) => {
    if (recorded) return;
    const outcome = database.transaction(({ audit }) => {
      audit.append({
        actor: { kind: 'kiosk', pseudonym: null },
        action: 'kiosk.started',
        reason,
        details: { version: appVersion },
      });
      return { ok: true } as const;
    });
    recorded = outcome.ok;
    log.info('kiosk-started', { reason, recorded });
  };
};
