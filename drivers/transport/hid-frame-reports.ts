/**
 * Frames of the SAM/SDT protocol (`AA AA AA 96 69 | LenHi LenLo | body | check`) in HID reports of 64 bytes: a frame
 * begins in a report of its own and takes as many as it needs; the last one is filled up with zeros. Some readers put a
 * byte or two of their own before the frame in each report.
 */

/** Bytes of a frame that one report carries. */
export const frameReportLength = 64;

const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
/** The preamble and the two bytes of length, which the length does not count. */
const headerLength = preamble.length + 2;
/** The preamble lies within this many bytes at the head of a report, or the report begins no frame. */
const preambleWithin = 7;
/** Longest length taken for real; the longest known frame has 2314. */
const maximumLength = 4096;

/** Cuts a frame into reports to be written: 65 bytes each, the first of them the report id, 0 for none. */
export const encodeFrameReports = (frame: Uint8Array): Uint8Array[] => {
  const reports: Uint8Array[] = [];
  for (let start = 0; start < frame.length; start += frameReportLength) {
    const report = new Uint8Array(1 + frameReportLength);
    report.set(frame.subarray(start, start + frameReportLength), 1);
    reports.push(report);
  }
  return reports;
};

/** Where a frame begins in a report, and how long it is in all; null where none begins. */
const frameHeadOf = (report: Uint8Array): { readonly offset: number; readonly length: number } | null => {
  for (let offset = 0; offset + preamble.length <= preambleWithin; offset += 1) {
    if (!preamble.every((byte, index) => report[offset + index] === byte)) continue;
    const high = report[offset + preamble.length];
    const low = report[offset + preamble.length + 1];
    if (high === undefined || low === undefined) return null;
    const length = (high << 8) | low;
    return length <= maximumLength ? { offset, length: headerLength + length } : null;
  }
  return null;
};

/**
 * Takes the bytes of frames out of reports, in order, without what the reader put before and after them. It keeps nothing:
 * bytes are given as they come, and whether they make a good frame is for the frame parser to say.
 *
 * A report at whose head a frame begins does begin one, also where the one before is not whole: a lost report must not
 * take the next answer with it.
 */
export class FrameReportReader {
  /** Bytes of the present frame that have not come yet. */
  #missing = 0;
  /** Bytes before the frame's own in each of its reports. */
  #offset = 0;

  /** The bytes that a report adds. One that belongs to no frame is given whole, so that it is seen as junk. */
  push(report: Uint8Array): Uint8Array {
    const head = frameHeadOf(report);
    if (head) {
      this.#offset = head.offset;
      this.#missing = head.length;
    }
    if (this.#missing === 0) return report;
    const bytes = report.subarray(this.#offset, this.#offset + this.#missing);
    this.#missing -= bytes.length;
    return bytes;
  }
}
