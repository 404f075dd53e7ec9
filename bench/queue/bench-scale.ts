/** How much each part does. */
export interface BenchScale {
  /** Applications filed one at a time. */
  readonly filings: number;
  /** Applications in the queue that is drained, and rounds of it that count. */
  readonly drained: number;
  readonly drainRounds: number;
  /** Applications drained while the memory is watched. */
  readonly watched: number;
  /** Entries in the audit log of the database that is opened. */
  readonly auditEntries: number;
  readonly openings: number;
  /** Kiosks that hand in at the same time, batches of each at either speed, and rounds of it. */
  readonly kiosks: number;
  readonly loadBatches: number;
  readonly loadRounds: number;
}

/** About ten minutes on two cores. */
export const fullScale: BenchScale = {
  filings: 3_000,
  drained: 10_000,
  drainRounds: 5,
  watched: 100_000,
  auditEntries: 1_000_000,
  openings: 7,
  kiosks: 1_000,
  loadBatches: 2,
  loadRounds: 2,
};

/** For a look in a few minutes; its figures are rougher. */
export const quickScale: BenchScale = {
  filings: 500,
  drained: 10_000,
  drainRounds: 2,
  watched: 20_000,
  auditEntries: 100_000,
  openings: 3,
  kiosks: 1_000,
  loadBatches: 2,
  loadRounds: 1,
};
