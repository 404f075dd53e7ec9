/**
 * Whether `query` stands in `text` from `start` on with at most one slip of the finger: a letter too many, too few, wrong,
 * or two that changed places. `text` may go on behind it.
 */
const fitsFrom = (text: string, start: number, query: string): boolean => {
  let at = 0;
  while (at < query.length && text.charCodeAt(start + at) === query.charCodeAt(at)) at += 1;
  const here = start + at;
  const rest = (from: number, of: number): boolean => text.startsWith(query.slice(of), from);
  return (
    at >= query.length - 1 ||
    rest(here + 1, at + 1) ||
    rest(here + 1, at) ||
    rest(here, at + 1) ||
    (text[here] === query[at + 1] && text[here + 1] === query[at] && rest(here + 2, at + 2))
  );
};

const reversed = (text: string): string => [...text].reverse().join('');

/**
 * The parts of a query of which one is left whole by any one slip. None is shorter than `least`: in a query that is too
 * short for two such parts and a letter between them, a slip in its middle may hit both.
 */
export const wholeParts = (query: string, least: number): readonly [head: string, tail: string] => {
  const middle = Math.floor(query.length / 2);
  const tail = Math.max(0, Math.min(middle + 1, query.length - least));
  return [query.slice(0, Math.max(middle, least)), query.slice(tail)];
};

/** Whether a text holds the query with one slip at most, by the part that is left whole. */
export const createSlipTest = (query: string, least: number): ((text: string) => boolean) => {
  const [head, tail] = wholeParts(query, least);
  const beforeTail = reversed(query.slice(0, query.length - tail.length));
  const afterHead = query.slice(head.length);
  return (text) => {
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
      if (fitsFrom(text, at + head.length, afterHead)) return true;
    }
    for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + 1)) {
      if (fitsFrom(reversed(text.slice(Math.max(0, at - beforeTail.length - 1), at)), 0, beforeTail))
        return true;
    }
    return false;
  };
};
