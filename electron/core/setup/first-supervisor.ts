import type { KioskDatabase } from '../../../db/connection.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import { lookForCard } from '../identity/look-for-card.ts';
import type { Log } from '../log/core-log.ts';
import { hashPin, pinProblem, pinsOfCard } from '../staff/pin-hash.ts';

/** Capital letters, digits and hyphens: a staff number, no name. As `npx yizhan staff add` has it. */
const labelPattern = /^[A-Z0-9][A-Z0-9-]{1,19}$/;

/** Whose card lies there: a pseudonym, and the PINs that whoever has seen the card would guess. */
interface Holder {
  readonly pseudonym: string;
  readonly guessablePins: readonly string[];
}

export interface FirstSupervisor {
  readonly stage: () => 'card' | 'reading' | 'pin';
  /** Another card. */
  again(): void;
  add(chosen: {
    readonly label: string;
    readonly chosen: string;
    readonly again: string;
  }): Promise<SetupResult>;
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
  const { database, changed } = options;
  let holder: Holder | null = null;
  let reading = false;
  let stopLooking = (): void => undefined;

  const look = (): void => {
    holder = null;
    reading = false;
    stopLooking();
    stopLooking = lookForCard(
      options.reader,
      {
        reading: () => {
          reading = true;
          changed();
        },
        read: ({ record, photo }) => {
          // Nobody compares the face of a member of staff.
          photo?.fill(0);
          reading = false;
          if (judgeValidity(record, options.now()) !== 'valid') return options.tell('card-refused');
          holder = {
            pseudonym: options.pseudonymOf(record.idNumber),
            guessablePins: pinsOfCard(record),
          };
          stopLooking();
          changed();
        },
        failed: () => {
          reading = false;
          options.tell('card-refused');
        },
      },
      options.log,
    );
  };
  look();

  return {
    stage: () => (holder !== null ? 'pin' : reading ? 'reading' : 'card'),
    again: look,
    add: async ({ label, chosen, again }) => {
      if (holder === null) return 'card-refused';
      if (!labelPattern.test(label)) return 'label-refused';
      if (chosen !== again) return 'pins-differ';
      const problem = pinProblem(chosen);
      if (problem !== null) return `pin-${problem}`;
      if (holder.guessablePins.includes(chosen)) return 'pin-of-the-card';
      const { pseudonym } = holder;
      const pinHash = await hashPin(chosen);
      const added = database.transaction(({ staff, audit }) => {
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
      if (!added.ok) return added.reason === 'already-there' ? 'already-there' : 'could-not-record';
      holder = null;
      return 'supervisor-added';
    },
    stop: () => {
      stopLooking();
      holder = null;
    },
  };
};
