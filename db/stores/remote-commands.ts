import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';

/** Commands that are remembered at most; the newest always is, for its number. */
const mostKept = 200;

export interface EndedCommand {
  readonly number: number;
  readonly outcome: 'done' | 'refused';
  /** A code; null where it was done. */
  readonly reason: string | null;
  /** Milliseconds since the Unix epoch, by the platform's clock. */
  readonly endedAt: number;
}

export interface BegunCommand {
  readonly number: number;
  readonly kind: string;
  /** What is to be done, as JSON; null where the kind says it all. */
  readonly content: string | null;
  readonly expiresAt: number;
}

export interface RemoteCommandReader {
  /** The highest number that came; 0 when none did. */
  last(): number;
  /** Begun, and not yet through. */
  begun(): readonly BegunCommand[];
  /** Ended, and the platform has not heard of it; the lowest number first. */
  unreported(limit: number): readonly EndedCommand[];
  /** Content of the newest command of these kinds that was done, with its kind. */
  newestDone(kinds: readonly [string, string]): { kind: string; content: string | null } | undefined;
}

export interface RemoteCommandStore extends RemoteCommandReader {
  /** Takes a command as begun; refused when its number is not higher than all before it. */
  begin(command: {
    readonly number: number;
    readonly kind: string;
    readonly content: string | null;
    readonly expiresAt: number;
  }): { readonly ok: true } | { readonly ok: false; readonly reason: 'command-not-new' };
  /** What became of a command that was begun. */
  end(command: EndedCommand): void;
  /** The platform has heard of what became of these. */
  reported(numbers: readonly number[]): void;
  /** The platform asks again: it has not heard of what became of it. */
  askedAgain(number: number): void;
}

/** The commands of the centre that came to this kiosk. */
export const createRemoteCommandStore = (connection: Connection): RemoteCommandStore => {
  const selectLast = prepareGet<Record<string, never>, { number: number | null }>(
    connection,
    'SELECT max(number) AS number FROM remote_command',
  );
  const selectBegun = prepareAll<Record<string, never>, BegunCommand>(
    connection,
    `SELECT number, kind, content, expires_at AS expiresAt FROM remote_command WHERE ended_at IS NULL
     ORDER BY number`,
  );
  const selectUnreported = prepareAll<{ limit: number }, EndedCommand>(
    connection,
    `SELECT number, outcome, reason, ended_at AS endedAt FROM remote_command
     WHERE ended_at IS NOT NULL AND reported = 0 ORDER BY number LIMIT @limit`,
  );
  const selectNewestDone = prepareGet<
    { one: string; other: string },
    { kind: string; content: string | null }
  >(
    connection,
    `SELECT kind, content FROM remote_command WHERE outcome = 'done' AND kind IN (@one, @other)
     ORDER BY number DESC LIMIT 1`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO remote_command (number, kind, content, expires_at)
     SELECT @number, @kind, @content, @expiresAt
     WHERE NOT EXISTS (SELECT 1 FROM remote_command WHERE number >= @number)`,
  );
  const update = prepareWrite(
    connection,
    `UPDATE remote_command SET outcome = @outcome, reason = @reason, ended_at = @endedAt
     WHERE number = @number AND ended_at IS NULL`,
  );
  const setReported = prepareWrite(
    connection,
    'UPDATE remote_command SET reported = @reported WHERE number = @number AND ended_at IS NOT NULL',
  );
  // What shows on the screen stays, however old, as does what took it away: its end is its own.
  const forget = prepareWrite(
    connection,
    `DELETE FROM remote_command WHERE reported = 1 AND number NOT IN (
       SELECT number FROM remote_command ORDER BY number DESC LIMIT @most)
     AND number <> (SELECT coalesce(max(number), 0) FROM remote_command
       WHERE outcome = 'done' AND kind IN ('message', 'clear-message'))`,
  );

  return {
    last: () => selectLast({})?.number ?? 0,
    begun: () => selectBegun({}),
    unreported: (limit) => selectUnreported({ limit }),
    newestDone: ([one, other]) => selectNewestDone({ one, other }),
    begin: (command) =>
      insert({ ...command }) === 0 ? { ok: false, reason: 'command-not-new' } : { ok: true },
    end: (command) => {
      update({ ...command });
    },
    reported: (numbers) => {
      for (const number of numbers) setReported({ number, reported: 1 });
      forget({ most: mostKept });
    },
    askedAgain: (number) => {
      setReported({ number, reported: 0 });
    },
  };
};
