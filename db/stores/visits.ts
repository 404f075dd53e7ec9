import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';

/** How the resident was identified, by what was last added to it. */
export const identificationMethods = ['qr-identity', 'id-card', 'id-card-face', 'id-card-staff'] as const;
export type IdentificationMethod = (typeof identificationMethods)[number];

/** How a visit ended. `interrupted`: the core died in the middle and found the visit open when it started again. */
export const visitOutcomes = ['completed', 'left', 'timed-out', 'problem', 'interrupted'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** Times are milliseconds since the Unix epoch; null is "not yet". */
export interface Visit {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly identifiedAt: number | null;
  readonly identifiedBy: IdentificationMethod | null;
  /** QR 1, card 2, card and face or staff 3. */
  readonly assuranceLevel: 1 | 2 | 3 | null;
  readonly holderPseudonym: string | null;
  readonly outcome: VisitOutcome | null;
  readonly locale: string;
  readonly elderMode: boolean;
}

export interface VisitReader {
  find(id: string): Visit | undefined;
  /** Visits without an end, oldest first: at most one while the kiosk runs, the interrupted ones after a crash. */
  open(): readonly Visit[];
}

export interface VisitStore extends VisitReader {
  /** Records that a visit begins now. `id` is a new UUIDv7 (RFC 9562 §5.7) in lower case. */
  begin(visit: { readonly id: string; readonly locale: string; readonly elderMode: boolean }): void;
  /**
   * Records who is there, by pseudonym: HMAC-SHA-256 of the identity number under the kiosk's salt, 64 lower-case
   * hexadecimal digits. May come again in one visit to raise the level, for the same person only.
   */
  identify(identification: {
    readonly id: string;
    readonly identifiedBy: IdentificationMethod;
    readonly assuranceLevel: 1 | 2 | 3;
    readonly holderPseudonym: string;
  }): { readonly ok: true } | { readonly ok: false; readonly reason: 'visit-not-open' | 'another-holder' };
  /** Records that the visit ends now, with the language and mode it ended in. */
  end(ending: {
    readonly id: string;
    readonly outcome: VisitOutcome;
    readonly locale: string;
    readonly elderMode: boolean;
  }): { readonly ok: true } | { readonly ok: false; readonly reason: 'visit-not-open' };
  /**
   * To be called once when the core starts: ends every open visit as `interrupted`, now, and returns them as they were
   * before. Their print jobs are in `printJobs.unsettled()`.
   */
  endInterrupted(): readonly Visit[];
}

type VisitRow = Omit<Visit, 'elderMode'> & { readonly elderMode: 0 | 1 };

const columns = `id, started_at AS startedAt, ended_at AS endedAt, identified_at AS identifiedAt,
  identified_by AS identifiedBy, assurance_level AS assuranceLevel, holder_pseudonym AS holderPseudonym, outcome,
  locale, elder_mode AS elderMode`;

const toVisit = (row: VisitRow): Visit => ({ ...row, elderMode: row.elderMode === 1 });

/** The visits of this kiosk. */
export const createVisitStore = (connection: Connection, now: () => number): VisitStore => {
  const selectOne = prepareGet<{ id: string }, VisitRow>(
    connection,
    `SELECT ${columns} FROM visit WHERE id = @id`,
  );
  const selectOpen = prepareAll<Record<string, never>, VisitRow>(
    connection,
    `SELECT ${columns} FROM visit WHERE ended_at IS NULL ORDER BY started_at, id`,
  );
  const insert = prepareWrite(
    connection,
    'INSERT INTO visit (id, started_at, locale, elder_mode) VALUES (@id, @at, @locale, @elderMode)',
  );
  const updateIdentity = prepareWrite(
    connection,
    `UPDATE visit SET identified_at = @at, identified_by = @identifiedBy, assurance_level = @assuranceLevel,
       holder_pseudonym = @holderPseudonym WHERE id = @id`,
  );
  const updateEnd = prepareWrite(
    connection,
    `UPDATE visit SET ended_at = @at, outcome = @outcome, locale = @locale, elder_mode = @elderMode
     WHERE id = @id AND ended_at IS NULL`,
  );

  const find = (id: string): Visit | undefined => {
    const row = selectOne({ id });
    return row && toVisit(row);
  };
  const open = (): readonly Visit[] => selectOpen({}).map(toVisit);
  const end: VisitStore['end'] = ({ id, outcome, locale, elderMode }) =>
    updateEnd({ id, outcome, locale, elderMode: Number(elderMode), at: now() }) === 1
      ? { ok: true }
      : { ok: false, reason: 'visit-not-open' };

  return {
    find,
    open,
    begin: ({ id, locale, elderMode }) => {
      insert({ id, at: now(), locale, elderMode: Number(elderMode) });
    },
    identify: (identification) => {
      const visit = find(identification.id);
      if (visit === undefined || visit.endedAt !== null) return { ok: false, reason: 'visit-not-open' };
      if (visit.holderPseudonym !== null && visit.holderPseudonym !== identification.holderPseudonym) {
        return { ok: false, reason: 'another-holder' };
      }
      updateIdentity({ ...identification, at: now() });
      return { ok: true };
    },
    end,
    endInterrupted: () => {
      const interrupted = open();
      for (const { id, locale, elderMode } of interrupted) {
        end({ id, outcome: 'interrupted', locale, elderMode });
      }
      return interrupted;
    },
  };
};
