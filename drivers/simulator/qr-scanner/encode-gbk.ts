/** Node decodes GBK but does not encode it: the table is made by decoding every pair of bytes once. */
const makeTable = (): ReadonlyMap<string, readonly [number, number]> => {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && text.length === 1 && text !== '\ufffd' && !table.has(text)) {
        table.set(text, [lead, trail]);
      }
    }
  }
  return table;
};

let table: ReadonlyMap<string, readonly [number, number]> | undefined;

/** Text as GBK, ASCII in one byte and the rest in two. Throws for a character that GBK does not have. */
export const encodeGbk = (text: string): Uint8Array => {
  table ??= makeTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair) bytes.push(...pair);
    else throw new RangeError(`GBK has no ${character}`);
  }
  return Uint8Array.from(bytes);
};
