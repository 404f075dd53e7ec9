import type { Connection } from '../statements.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { createMaterialMerge } from './merge-materials.ts';
import { countRows, stagedRows, type TableCounts, tryRow } from './merge-rows.ts';

/** How the messages that wait for the platform came out of it. */
export interface MessagesOutcome {
  readonly counts: TableCounts;
  /** Their row was lost and their text was not: they wait again. */
  readonly rebuilt: number;
  /**
   * Keys of messages whose text, or a chunk of whose materials, is lost: dead letters for staff to settle. What an earlier
   * recovery has lost is not named again.
   */
  readonly incomplete: readonly string[];
}

/** The reason of a dead letter whose content is lost, in part or altogether. */
export const contentNotRecovered = 'content-not-recovered';
/** Stands where a text is lost. The platform would refuse it, and says so if staff send it again. */
const noBody = '{}';
/** Messages whose row is lost go out after applications, before nothing. */
const priorities: Readonly<Record<string, number>> = { application: 0 };
const otherPriority = 9;

type State = 'pending' | 'refused' | 'settled' | 'acknowledged';

/** The more final word wins: what the platform has acknowledged is never sent again for a page that is lost. */
const finality: Readonly<Record<State, number>> = { pending: 0, refused: 1, settled: 2, acknowledged: 3 };

interface MessageRow {
  readonly sequence: number;
  readonly key: string;
  readonly kind: string;
  readonly group_id: string;
  readonly priority: number;
  readonly state: State;
  readonly reason: string | null;
  readonly attempts: number;
  readonly not_before: number | null;
  readonly created_at: number;
  readonly settled_at: number | null;
}

const columns =
  'sequence, key, kind, group_id, priority, state, reason, attempts, not_before, created_at, settled_at';

const moreFinal = (a: MessageRow | undefined, b: MessageRow | undefined): MessageRow | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return finality[b.state] >= finality[a.state] ? b : a;
};

/** A message of which only the text is left waits again; if the platform has it, its key tells. */
const rowOf = (sequence: number, { key, kind, createdAt }: Envelope): MessageRow => ({
  sequence,
  key,
  kind,
  group_id: key,
  priority: priorities[kind] ?? otherPriority,
  state: 'pending',
  reason: null,
  attempts: 0,
  not_before: null,
  created_at: createdAt,
  settled_at: null,
});

/** The sequence under which the text of each message was found, by the key that stands in the text. */
const indexBodies = (connection: Connection): ReadonlyMap<string, number> => {
  const sequences = new Map<string, number>();
  for (const { sequence, body } of stagedRows(connection, 'outbox_body')) {
    const envelope = readEnvelope(String(body));
    if (envelope) sequences.set(envelope.key, Number(sequence));
  }
  return sequences;
};

const createMessageRows = (connection: Connection) => {
  const bySequence = connection
    .prepare<[number], string>('SELECT key FROM main.outbox WHERE sequence = ?')
    .pluck();
  const free = connection
    .prepare<[], number>(
      `SELECT 1 + max((SELECT coalesce(max(sequence), 0) FROM main.outbox),
                      (SELECT coalesce(max(sequence), 0) FROM salvage.outbox))`,
    )
    .pluck();
  const insert = connection.prepare<MessageRow>(
    `INSERT INTO main.outbox (${columns}, leads, missing_chunks)
     VALUES (@sequence, @key, @kind, @group_id, @priority, @state, @reason, @attempts, @not_before, @created_at,
       @settled_at, 0, 0)`,
  );
  const update = connection.prepare<MessageRow>(
    `UPDATE main.outbox SET state = @state, reason = @reason, attempts = @attempts, not_before = @not_before,
       settled_at = @settled_at WHERE key = @key`,
  );
  return {
    find: connection.prepare<[string], MessageRow>(`SELECT ${columns} FROM main.outbox WHERE key = ?`),
    /** Writes the row; returns its sequence, a new one where another message has it; undefined for one against the rules. */
    write: (row: MessageRow, known: MessageRow | undefined): number | undefined => {
      if (known !== undefined) {
        return tryRow(connection, () => update.run(row)) ? known.sequence : undefined;
      }
      const taken = bySequence.get(row.sequence) !== undefined;
      const sequence = taken ? Number(free.get()) : row.sequence;
      return tryRow(connection, () => insert.run({ ...row, sequence })) ? sequence : undefined;
    },
  };
};

/** The keys of all messages that were found, in the order in which they had been written. */
const foundKeys = (connection: Connection, bodies: ReadonlyMap<string, number>): readonly string[] => {
  const sequences = new Map(bodies);
  const rows = connection.prepare<[], MessageRow>('SELECT sequence, key FROM salvage.outbox');
  for (const { key, sequence } of rows.iterate()) sequences.set(key, sequence);
  return [...sequences].sort(([, a], [, b]) => a - b).map(([key]) => key);
};

/** What triggers keep in service: the heads of groups, the chunks that are missing, and the counter. */
const settleDerivedColumns = `
  UPDATE main.outbox SET missing_chunks = 0, leads = 1;
  UPDATE main.outbox SET missing_chunks = waiting.chunks
  FROM (SELECT material.message, count(*) AS chunks
    FROM main.sealed_chunk AS chunk JOIN main.sealed_material AS material ON material.number = chunk.material
    WHERE chunk.uploaded = 0 GROUP BY material.message) AS waiting
  WHERE waiting.message = outbox.sequence;
  UPDATE main.outbox SET leads = 0
  FROM (SELECT group_id, min(sequence) AS head FROM main.outbox WHERE state IN ('pending', 'refused')
    GROUP BY group_id) AS open_group
  WHERE open_group.group_id = outbox.group_id AND outbox.sequence > open_group.head;
  UPDATE main.outbox_counter SET
    last_sequence = max(last_sequence, (SELECT coalesce(max(sequence), 0) FROM main.outbox),
      (SELECT coalesce(max(last_sequence), 0) FROM salvage.outbox_counter)),
    pending = (SELECT count(*) FROM main.outbox WHERE state = 'pending'),
    refused = (SELECT count(*) FROM main.outbox WHERE state = 'refused');`;

/**
 * Merges the messages of the damaged file, each with its text and its sealed chunks. A message is put together from
 * whatever is left of it: its row tells how far it had come, its text is enough to send it again under the same key,
 * and its chunks are found by their digests. One whose content is lost becomes a dead letter, so that staff hear of it.
 */
export const mergeMessages = (connection: Connection): MessagesOutcome => {
  const rows = createMessageRows(connection);
  const mergeMaterials = createMaterialMerge(connection);
  const staged = connection.prepare<[string], MessageRow>(
    `SELECT ${columns} FROM salvage.outbox WHERE key = ?`,
  );
  const keptBody = connection
    .prepare<[number], string>('SELECT body FROM main.outbox_body WHERE sequence = ?')
    .pluck();
  const stagedBodies = connection
    .prepare<[number], string>('SELECT body FROM salvage.outbox_body WHERE sequence = ?')
    .pluck();
  const addBody = connection.prepare<[number, string]>(
    'INSERT INTO main.outbox_body (sequence, body) VALUES (?, ?)',
  );
  const markIncomplete = connection.prepare<[string, number]>(
    `UPDATE main.outbox SET state = 'refused', reason = ?, not_before = NULL,
       settled_at = coalesce(settled_at, created_at) WHERE sequence = ?`,
  );
  const inBackup = countRows(connection, 'outbox');
  const found = Number(connection.prepare('SELECT count(DISTINCT key) FROM salvage.outbox').pluck().get());
  const counts = { found, added: 0, updated: 0, refused: 0 };
  const bodies = indexBodies(connection);
  const foundBody = (key: string): string | undefined =>
    stagedBodies.all(bodies.get(key) ?? 0).find((body) => readEnvelope(body)?.key === key);
  const incomplete: string[] = [];
  let rebuilt = 0;

  /** Text and chunks of a message whose row is in place; whether anything of it is lost. */
  const completeContent = (sequence: number, key: string): boolean => {
    const found = foundBody(key);
    let body = keptBody.get(sequence);
    if (body === undefined && found !== undefined && tryRow(connection, () => addBody.run(sequence, found))) {
      body = found;
    }
    if (body === undefined) addBody.run(sequence, noBody);
    const envelope = readEnvelope(body ?? noBody);
    return envelope !== undefined && mergeMaterials(sequence, envelope).lost === 0;
  };

  const rowOfText = (key: string): MessageRow | undefined => {
    const sequence = bodies.get(key);
    const envelope = readEnvelope(foundBody(key) ?? noBody);
    return sequence === undefined || envelope === undefined ? undefined : rowOf(sequence, envelope);
  };

  const mergeMessage = (key: string): void => {
    const known = rows.find.get(key);
    const found = staged.all(key).reduce<MessageRow | undefined>(moreFinal, undefined);
    const latest = moreFinal(known, found);
    let row = latest ?? rowOfText(key);
    let sequence = row && rows.write(row, known);
    if (sequence === undefined && found !== undefined) {
      counts.refused += 1;
      // A row that the table does not take comes from a damaged page; its text may be sound.
      row = known ?? rowOfText(key);
      sequence = row && rows.write(row, known);
    }
    if (row === undefined || sequence === undefined) return;
    if (known === undefined) counts.added += 1;
    else if (latest !== known && finality[row.state] > finality[known.state]) counts.updated += 1;
    if (known === undefined && row !== found) rebuilt += 1;
    const whole = completeContent(sequence, key);
    if (!whole && (row.state === 'pending' || row.state === 'refused')) {
      markIncomplete.run(contentNotRecovered, sequence);
      if (row.reason !== contentNotRecovered) incomplete.push(key);
    }
  };

  for (const key of foundKeys(connection, bodies)) mergeMessage(key);
  connection.exec(settleDerivedColumns);
  return { counts: { inBackup, ...counts }, rebuilt, incomplete };
};
