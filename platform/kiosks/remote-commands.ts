import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import {
  type CommandOutcome,
  maximumCommandsAtOnce,
  type RemoteOrder,
  signCommand,
} from '../contract/remote-commands.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** A command as the centre sees it. Times are milliseconds since the Unix epoch. */
export interface KioskCommand {
  readonly number: number;
  readonly order: RemoteOrder;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When it first went to the kiosk. */
  readonly deliveredAt: number | null;
  /** `waiting` for the kiosk, or for what it says; `lapsed`: its time was over before the kiosk said anything. */
  readonly state: 'waiting' | 'lapsed' | CommandOutcome['outcome'];
  readonly reason: string | null;
  readonly endedAt: number | null;
}

/** What is asked of a kiosk. */
export interface CommandRequest {
  readonly kioskId: string;
  readonly order: RemoteOrder;
  /** How long it may wait for the kiosk, milliseconds. */
  readonly life: number;
}

/**
 * Keeps a command for its kiosk, which gets it with the answer to its next health report; undefined for a kiosk that is
 * not there or was revoked.
 *
 * Its number is the time in milliseconds, or one more than that of the last: so it is higher than all before it also
 * when the platform was brought back from a backup that does not know of the last ones.
 */
export const giveCommand = (
  database: PlatformDatabase,
  clock: PlatformClock,
  { kioskId, order, life }: CommandRequest,
): Promise<number | undefined> =>
  database.transaction().execute(async (transaction) => {
    // One after the other, whoever gives them.
    const kiosk = await transaction
      .selectFrom('kiosks')
      .select('kiosk_id')
      .where('kiosk_id', '=', kioskId)
      .where('revoked_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (kiosk === undefined) {
      return undefined;
    }
    const now = clock.now();
    const { last } = await transaction
      .selectFrom('kiosk_commands')
      .select(({ fn }) => fn.max('number').as('last'))
      .where('kiosk_id', '=', kioskId)
      .executeTakeFirstOrThrow();
    const number = Math.max(now, (last ?? 0) + 1);
    await transaction
      .insertInto('kiosk_commands')
      .values({
        kiosk_id: kioskId,
        number,
        command: JSON.stringify(order),
        issued_at: new Date(now),
        expires_at: new Date(now + life),
        delivered_at: null,
        outcome: null,
        reason: null,
        ended_at: null,
      })
      .execute();
    return number;
  });

/** Writes down what the kiosk says became of its commands. What is not known, or was said before, changes nothing. */
export const recordOutcomes = async (
  transaction: PlatformTransaction,
  kioskId: string,
  outcomes: readonly CommandOutcome[],
): Promise<void> => {
  for (const { number, outcome, reason, at } of outcomes) {
    await transaction
      .updateTable('kiosk_commands')
      .set({ outcome, reason, ended_at: new Date(at) })
      .where('kiosk_id', '=', kioskId)
      .where('number', '=', number)
      .where('outcome', 'is', null)
      .execute();
  }
};

/** The commands that wait for this kiosk, signed, the lowest number first. */
export const commandsFor = async (
  {
    database,
    clock,
    keyRing,
  }: {
    readonly database: PlatformDatabase;
    readonly clock: PlatformClock;
    readonly keyRing: Pick<KeyRing, 'answerSigner' | 'publicKeySet'>;
  },
  kioskId: string,
): Promise<string[]> => {
  const now = new Date(clock.now());
  const waiting = await database
    .selectFrom('kiosk_commands')
    .select(['number', 'command', 'issued_at', 'expires_at'])
    .where('kiosk_id', '=', kioskId)
    .where('outcome', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('number')
    .limit(maximumCommandsAtOnce)
    .execute();
  if (waiting.length === 0) {
    return [];
  }
  await database
    .updateTable('kiosk_commands')
    .set({ delivered_at: sql<Date>`coalesce(delivered_at, ${now}::timestamptz)` })
    .where('kiosk_id', '=', kioskId)
    .where(
      'number',
      'in',
      waiting.map(({ number }) => number),
    )
    .execute();
  const signer = await keyRing.answerSigner();
  const { answerKeys } = await keyRing.publicKeySet();
  // A command that is older than the key counts as issued when the key became good: verification asks for that.
  const goodFrom = answerKeys.find(({ keyId }) => keyId === signer.keyId)?.notBefore ?? now.getTime();
  return Promise.all(
    waiting.map(({ number, command, issued_at, expires_at }) =>
      signCommand(
        {
          kioskId,
          number,
          issuedAt: Math.max(issued_at.getTime(), goodFrom),
          expiresAt: expires_at.getTime(),
          order: command,
        },
        signer,
      ),
    ),
  );
};

/** Commands of a kiosk, the newest first. */
export const listCommands = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  kioskId: string,
  limit: number,
): Promise<KioskCommand[]> => {
  const rows = await database
    .selectFrom('kiosk_commands')
    .selectAll()
    .where('kiosk_id', '=', kioskId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    order: row.command,
    issuedAt: row.issued_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    deliveredAt: row.delivered_at?.getTime() ?? null,
    state: row.outcome ?? (row.expires_at.getTime() <= clock.now() ? 'lapsed' : 'waiting'),
    reason: row.reason,
    endedAt: row.ended_at?.getTime() ?? null,
  }));
};
