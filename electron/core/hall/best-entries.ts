/** The entries that a search came to, each with its best rank (less is better). */
export interface BestEntries {
  note(entry: number, rank: number): void;
  readonly size: number;
  /** The best ones first. */
  first(count: number): readonly number[];
}

/** No rank yet. */
const none = 0x7fffffff;

/** @param entries how many there are to be found; they are numbered from 0 */
export const createBestEntries = (entries: number): BestEntries => {
  const ranks = new Int32Array(entries).fill(none);
  const noted: number[] = [];
  const rankOf = (entry: number): number => ranks[entry] ?? none;
  return {
    note: (entry, rank) => {
      const before = rankOf(entry);
      if (before === none) noted.push(entry);
      if (rank < before) ranks[entry] = rank;
    },
    get size() {
      return noted.length;
    },
    first: (count) => {
      // Of thousands only a few are wanted: the others are passed by with one comparison each.
      const best: number[] = [];
      let worst = none;
      for (const entry of noted) {
        const rank = rankOf(entry);
        if (best.length === count && rank >= worst) continue;
        let at = best.length;
        while (at > 0 && rankOf(best[at - 1] ?? 0) > rank) at -= 1;
        best.splice(at, 0, entry);
        if (best.length > count) best.pop();
        worst = rankOf(best.at(-1) ?? 0);
      }
      return best;
    },
  };
};
