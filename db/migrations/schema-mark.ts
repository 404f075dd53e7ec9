/**
 * What a database says of its schema, in one number of its header (`PRAGMA user_version`), so that it commits with the
 * migration and is read before anything else is believed: the version in the lower 16 bits, and above them the oldest
 * program that may work on it – none where only programs of that very version may.
 */
export interface SchemaMark {
  /** How many migrations it has had. */
  readonly version: number;
  /** A program that knows this many migrations works on it, though it has had more. */
  readonly oldestReader: number;
}

const versionBits = 0x1_0000;

/** As `PRAGMA user_version` holds it. */
export const markToNumber = ({ version, oldestReader }: SchemaMark): number =>
  oldestReader === version ? version : oldestReader * versionBits + version;

/** Of a header that is no mark, whatever it says. */
export const markOfNumber = (number: number): SchemaMark => {
  const version = number % versionBits;
  const reader = Math.floor(number / versionBits);
  return { version, oldestReader: reader === 0 ? version : Math.min(reader, version) };
};

/** Whether a program that knows `known` migrations may work on a database of this mark. */
export const mayWorkOn = ({ version, oldestReader }: SchemaMark, known: number): boolean =>
  version <= known || oldestReader <= known;
