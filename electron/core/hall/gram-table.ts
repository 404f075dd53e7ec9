/** Numbers in the order in which they came, without the weight of an array of objects. */
class Numbers {
  #held = new Uint32Array(4);
  length = 0;

  /** Numbers come in ascending order; one that came last is not taken twice. */
  add(value: number): void {
    if (this.length > 0 && this.#held[this.length - 1] === value) return;
    if (this.length === this.#held.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#held);
      this.#held = larger;
    }
    this.#held[this.length] = value;
    this.length += 1;
  }

  values(): Uint32Array {
    return this.#held.subarray(0, this.length);
  }
}

const none = new Uint32Array(0);

/** Stands before the first letter. */
const start = '^';

/** Texts, found by any part of them that is at least `size` letters long, or by a shorter beginning. */
export interface GramTable {
  /** Letters in a gram. */
  readonly size: number;
  /** @returns its number; numbers count up from 0 */
  add(text: string): number;
  text(number: number): string;
  /** Numbers of texts among which are all that hold `part`; null where the part is too short to tell. */
  among(part: string): Uint32Array | null;
  /** The same for texts that begin with it, however short it is. */
  amongBeginnings(part: string): Uint32Array;
  /** Numbers of the texts that hold this gram. */
  holding(gram: string): Uint32Array;
}

/** Texts are found by their rarest gram. */
export const createGramTable = (size: number): GramTable => {
  const texts: string[] = [];
  const grams = new Map<string, Numbers>();
  const note = (gram: string, number: number): void => {
    const numbers = grams.get(gram) ?? new Numbers();
    numbers.add(number);
    grams.set(gram, numbers);
  };
  const holding = (gram: string): Uint32Array => grams.get(gram)?.values() ?? none;
  return {
    size,
    add: (text) => {
      const number = texts.length;
      texts.push(text);
      for (let length = 1; length < size; length += 1) {
        if (length <= text.length) note(start + text.slice(0, length), number);
      }
      for (let at = 0; at + size <= text.length; at += 1) note(text.slice(at, at + size), number);
      return number;
    },
    text: (number) => texts[number] ?? '',
    holding,
    among: (part) => {
      if (part.length < size) return null;
      let rarest: Uint32Array | null = null;
      for (let at = 0; at + size <= part.length; at += 1) {
        const found = holding(part.slice(at, at + size));
        if (rarest === null || found.length < rarest.length) rarest = found;
      }
      return rarest;
    },
    amongBeginnings: (part) => holding(start + part.slice(0, size - 1)),
  };
};
