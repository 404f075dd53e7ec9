/**
 * The frame of the SAM/SDT protocol (居民身份证阅读器, GA 450), the same both ways:
 *
 *     AA AA AA 96 69 | LenHi LenLo | body | check
 *
 * The length counts the body and the check sum; the check sum is the XOR of every byte from LenHi to the end of the body.
 */

export const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);

/** Bytes before the body: preamble and length. */
export const headerLength = preamble.length + 2;

/** Shortest length field: a request of two bytes (command, parameter) and the check sum. */
export const minimumLength = 3;

/** Longest length field taken for real. The longest known reply, text + photo + fingerprints, has 2314. */
export const maximumLength = 4096;

/** XOR of `bytes`. */
export const checkSum = (bytes: Uint8Array): number => {
  // A plain loop: `reduce` with a callback halves the speed of the whole parser (npm run bench:devices).
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
};

/** Wraps a body of 2 to `maximumLength − 1` bytes. */
export const encodeFrame = (body: Uint8Array): Uint8Array => {
  const length = body.length + 1;
  if (length < minimumLength || length > maximumLength) throw new RangeError(`no frame of length ${length}`);
  const frame = new Uint8Array(headerLength + length);
  frame.set(preamble);
  frame[preamble.length] = length >> 8;
  frame[preamble.length + 1] = length & 0xff;
  frame.set(body, headerLength);
  frame[frame.length - 1] = checkSum(frame.subarray(preamble.length, -1));
  return frame;
};
