const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/**
 * The Han characters of GB 18030-2022 at implementation level 3, by block of Unicode 11: 87,887 in all. The twelve
 * unified ideographs in the block of compatibility ideographs are counted among them (Unicode Standard, 18.1).
 */
export const hanCharacters: Readonly<Record<string, readonly number[]>> = {
  'CJK Unified Ideographs': range(0x4e00, 0x9fef),
  'Extension A': range(0x3400, 0x4db5),
  'Extension B': range(0x20000, 0x2a6d6),
  'Extension C': range(0x2a700, 0x2b734),
  'Extension D': range(0x2b740, 0x2b81d),
  'Extension E': range(0x2b820, 0x2cea1),
  'Extension F': range(0x2ceb0, 0x2ebe0),
  'unified among the compatibility ideographs': [
    0xfa0e, 0xfa0f, 0xfa11, 0xfa13, 0xfa14, 0xfa1f, 0xfa21, 0xfa23, 0xfa24, 0xfa27, 0xfa28, 0xfa29,
  ],
};

/** What GB 18030 has beside them that looks like a Han character. */
export const hanLookalikes: Readonly<Record<string, readonly number[]>> = {
  'compatibility ideographs of GBK': [0xf92c, 0xf979, 0xf995, 0xf9e7, 0xf9f1, 0xfa0c, 0xfa0d, 0xfa18, 0xfa20],
  'Kangxi radicals': range(0x2f00, 0x2fd5),
  // Put in place of private-use code points by the edition of 2022, or by Unicode since.
  'CJK Unified Ideographs since Unicode 13': range(0x9ff0, 0x9fff),
  'Extension A since Unicode 13': range(0x4db6, 0x4dbf),
};
