/** A symbol of level M before or after masking: 1 is dark; reserved modules are not masked. Row by row. */
export interface SymbolModules {
  readonly size: number;
  readonly data: Uint8Array;
  readonly reservedBit: Uint8Array;
}

/** The eight data masks (ISO/IEC 18004, 7.8.2, table 10): whether the module of row i and column j is inverted. */
const conditions: readonly ((i: number, j: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** All of them repeat after so many rows and columns. */
const period = 12;

const masks: readonly Uint8Array[] = conditions.map((condition) =>
  Uint8Array.from({ length: period * period }, (_, index) =>
    condition(Math.floor(index / period), index % period) ? 1 : 0,
  ),
);

/** Format information of level M with a mask: BCH (15, 5), then inverted by a fixed pattern (ISO/IEC 18004, 7.9.1). */
const formatBits = (mask: number): number => {
  // The two bits of level M are 00.
  let remainder = mask << 10;
  for (let bit = 14; bit >= 10; bit--) if (remainder & (1 << bit)) remainder ^= 0x537 << (bit - 10);
  return ((mask << 10) | remainder) ^ 0x5412;
};

/** Writes both copies of the format information (ISO/IEC 18004, 7.9.1, figure 25). */
const placeFormat = (data: Uint8Array, size: number, mask: number): void => {
  const bits = formatBits(mask);
  for (let index = 0; index < 15; index++) {
    const dark = (bits >> index) & 1;
    const row = index < 6 ? index : index < 8 ? index + 1 : size - 15 + index;
    const column = index < 8 ? size - 1 - index : index < 9 ? 7 : 14 - index;
    data[row * size + 8] = dark;
    data[8 * size + column] = dark;
  }
};

const withMask = ({ size, data, reservedBit }: SymbolModules, mask: number): Uint8Array => {
  const pattern = masks[mask] ?? new Uint8Array(period * period);
  const masked = new Uint8Array(data);
  for (let row = 0; row < size; row++) {
    const start = (row % period) * period;
    for (let column = 0; column < size; column++) {
      const index = row * size + column;
      if (reservedBit[index] === 0)
        masked[index] = (masked[index] ?? 0) ^ (pattern[start + (column % period)] ?? 0);
    }
  }
  return masked;
};

/** Dark and light modules in the proportions of a finder pattern, with four light ones on one side. */
const finderLike = [0b10111010000, 0b00001011101] as const;
const finderBits = 0b111_1111_1111;

// Weights of the features that scanners stumble over (ISO/IEC 18004, 7.8.3, table 11).
const runWeight = 3;
const blockWeight = 3;
const finderWeight = 40;
const balanceWeight = 10;

/** Penalty of one line of modules, `step` apart: runs of five or more of a colour, and what looks like a finder pattern. */
const linePenalty = (data: Uint8Array, size: number, start: number, step: number): number => {
  let penalty = 0;
  let run = 0;
  let last = -1;
  let bits = 0;
  for (let place = 0, index = start; place < size; place++, index += step) {
    const module = data[index] ?? 0;
    if (module === last) run++;
    else {
      if (run >= 5) penalty += runWeight + run - 5;
      last = module;
      run = 1;
    }
    bits = ((bits << 1) & finderBits) | module;
    if (place >= 10 && (bits === finderLike[0] || bits === finderLike[1])) penalty += finderWeight;
  }
  return run >= 5 ? penalty + runWeight + run - 5 : penalty;
};

const penaltyOf = (data: Uint8Array, size: number): number => {
  let penalty = 0;
  let dark = 0;
  for (let row = 0; row < size; row++) {
    penalty += linePenalty(data, size, row * size, 1) + linePenalty(data, size, row, size);
    for (let column = 0; column < size; column++) {
      const index = row * size + column;
      dark += data[index] ?? 0;
      if (row === size - 1 || column === size - 1) continue;
      const block =
        (data[index] ?? 0) +
        (data[index + 1] ?? 0) +
        (data[index + size] ?? 0) +
        (data[index + size + 1] ?? 0);
      if (block === 0 || block === 4) penalty += blockWeight;
    }
  }
  return penalty + Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10) * balanceWeight;
};

/**
 * The modules under the mask that leaves the fewest features for a scanner to stumble over (ISO/IEC 18004, 7.8.3). The
 * `qrcode` package makes the same choice in twice the time, the longest step of a certificate.
 *
 * @param symbol masked with mask 0
 */
export const withBestMask = (symbol: SymbolModules): Uint8Array => {
  const unmasked = { ...symbol, data: withMask(symbol, 0) };
  let best = symbol.data;
  let lowest = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < masks.length; mask++) {
    const masked = withMask(unmasked, mask);
    placeFormat(masked, symbol.size, mask);
    const penalty = penaltyOf(masked, symbol.size);
    if (penalty < lowest) {
      lowest = penalty;
      best = masked;
    }
  }
  return best;
};
