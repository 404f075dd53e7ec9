import type { KioskDatabase } from '../../../db/connection.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import type { Log } from '../log/core-log.ts';
import { type ChosenByMember, newMemberProblem, watchForNewCard } from '../staff/new-member.ts';
import { hashPin } from '../staff/pin-hash.ts';

export interface FirstSupervisor {
  readonly stage: () => 'card' | 'reading' | 'pin';
  /** Another card. */
  again(): void;
  add(chosen: ChosenByMember): Promise<SetupResult>;
  stop(): void;
}

/**
 * Card and PIN of the first supervisor. Whoever stands there has shown the one-time code of the centre (setup.ts): that is what
 * authorises it, in place of a default password. The card is read by the kiosk; its number is not kept.
 */
export const createFirstSupervisor = (options: {
  readonly reader: IdCardReader;
  readonly database: Pick<KioskDatabase, 'transaction'>;
  readonly pseudonymOf: (idNumber: string) => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
  readonly changed: () => void;
  readonly tell: (result: SetupResult) => void;
}): FirstSupervisor => {
  const card = watchForNewCard({ ...options, refused: () => options.tell('card-refused') });
  return {
    stage: card.stage,
    again: card.again,
    add: async (chosen) => {
      const holder = card.holder();
      if (holder === null) return 'card-refused';
      const problem = newMemberProblem(holder, chosen);
      if (problem !== null) return problem;
      const { pseudonym } = holder;
      const { label } = chosen;
      const pinHash = await hashPin(chosen.chosen);
      const kept = options.database.transaction(({ staff, audit }) => {
        const done = staff.add({ pseudonym, label, role: 'supervisor', pinHash });
        if (done.ok) {
          audit.append({
            actor: { kind: 'technician', pseudonym: null },
            action: 'staff.add',
            subject: label,
            reason: 'first-visit',
            details: { role: 'supervisor' },
          });
        }
        return done;
      });
      if (!kept.ok) return kept.reason === 'already-there' ? 'already-there' : 'could-not-record';
      card.stop();
      return 'supervisor-added';
    },
    stop: card.stop,
  };
};
