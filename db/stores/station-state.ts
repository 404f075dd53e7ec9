import { type Connection, prepareGet, prepareWrite } from '../statements.ts';

/**
 * `closing`: the kiosk is closed, why and since when. `paper`: when paper was last put in, and how much. `setup`: how far the
 * first visit has come. `settings`: what became of the last change of the settings. `ambience`: volume, brightness, language.
 * `update`: what is on record of releases.
 */
export const stationStateNames = ['closing', 'paper', 'setup', 'settings', 'ambience', 'update'] as const;
export type StationStateName = (typeof stationStateNames)[number];

export interface StationStateReader {
  /** JSON as it was kept; whoever reads it parses it by a schema. Undefined where nothing was ever set. */
  find(name: StationStateName): string | undefined;
}

export interface StationStateStore extends StationStateReader {
  /** Keeps a value (JSON, up to 2,000 characters, nothing of any person) in place of the one before it. */
  keep(state: { readonly name: StationStateName; readonly value: string }): void;
}

/** What staff have set at this kiosk. */
export const createStationStateStore = (connection: Connection, now: () => number): StationStateStore => {
  const select = prepareGet<{ name: string }, { value: string }>(
    connection,
    'SELECT value FROM station_state WHERE name = @name',
  );
  const upsert = prepareWrite(
    connection,
    `INSERT INTO station_state (name, value, changed_at) VALUES (@name, @value, @at)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
  );
  return {
    find: (name) => select({ name })?.value,
    keep: ({ name, value }) => {
      upsert({ name, value, at: now() });
    },
  };
};
