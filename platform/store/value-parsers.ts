/** Type OIDs of PostgreSQL (pg_type.dat), of the types that its drivers read differently. */
const bytea = 17;
const int8 = 20;
const date = 1082;

const parseInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('A bigint of the store is beyond what a number holds exactly');
  }
  return value;
};

/**
 * How values come out of the store, whichever driver reads them: bigint as number, date as midnight UTC, bytea as
 * Uint8Array; what is not listed (numeric as text, timestamptz as Date, jsonb as its value) the drivers read alike.
 */
export const valueParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [bytea]: (text) => {
    const bytes = Buffer.from(text.slice(2), 'hex');
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  },
  [int8]: parseInteger,
  [date]: (text) => new Date(`${text}T00:00:00Z`),
};
