/** What has to be done before memory has settled: caches are filled, code is compiled, batches have their size. */
const settledAfter = 5_000;
const everyMilliseconds = 50;

const megabyte = 1_000_000;

/** Resident memory while something is done, in MB. */
export interface MemoryFigures {
  /** Before the first was done. */
  readonly rssBefore: number;
  /** When the first 5,000 were done; null when it never came so far. */
  readonly rssSettled: number | null;
  /** The most of all, and the most after the first 5,000 (0: it never came so far). */
  readonly rssMost: number;
  readonly rssMostSettled: number;
}

/** Looks at this process's resident memory until it is stopped; `done` says how many are done. */
export const watchMemory = (done: () => number): { stop(): MemoryFigures } => {
  const rssNow = (): number => process.memoryUsage.rss() / megabyte;
  const rssBefore = rssNow();
  let rssSettled: number | null = null;
  let rssMost = rssBefore;
  let rssMostSettled = 0;
  const look = (): void => {
    const rss = rssNow();
    rssMost = Math.max(rssMost, rss);
    if (rssSettled === null) {
      if (done() < settledAfter) return;
      rssSettled = rss;
    }
    rssMostSettled = Math.max(rssMostSettled, rss);
  };
  const timer = setInterval(look, everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { rssBefore, rssSettled, rssMost, rssMostSettled };
    },
  };
};
