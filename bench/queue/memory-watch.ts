/** What has to be done before memory counts: caches are filled, code is compiled, batches have their size. */
const settledAfter = 5_000;
const everyMilliseconds = 50;

const megabyte = 1_000_000;

/** Resident memory while something is done, in MB. */
export interface MemoryFigures {
  /** When the first 5,000 were done; null when it never came so far. */
  readonly rssSettled: number | null;
  /** The most after that. */
  readonly rssMost: number;
}

/** Looks at this process's resident memory until it is stopped; `done` says how many are done. */
export const watchMemory = (done: () => number): { stop(): MemoryFigures } => {
  let rssSettled: number | null = null;
  let rssMost = 0;
  const look = (): void => {
    const rss = process.memoryUsage.rss() / megabyte;
    if (rssSettled === null) {
      if (done() < settledAfter) return;
      rssSettled = rss;
    }
    rssMost = Math.max(rssMost, rss);
  };
  const timer = setInterval(look, everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { rssSettled, rssMost };
    },
  };
};
