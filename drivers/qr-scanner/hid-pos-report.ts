/**
 * The scanned data report of a HID POS scanner (USB HID Point of Sale Usage Tables 1.02; the layout is the one that
 * Honeywell, Zebra, Datalogic and Access-IS use), 64 bytes:
 *
 *     0      report id, 2
 *     1      length of the data, at most 56
 *     2–4    AIM symbology identifier, e.g. `]Q1`
 *     5–60   data, filled up with zeros
 *     61     the vendor's own symbology identifier
 *     62     reserved
 *     63     not zero: the code goes on in the next report
 *
 * Some devices put one more byte after the length, so that identifier and data stand one later.
 */

/** HID Usage Tables: bar code scanner page, bar code scanner. */
export const scannerUsage = { usagePage: 0x8c, usage: 0x02 } as const;

export const scannedDataReportId = 2;

/** Bytes of data in one report. */
export const reportDataLength = 56;

const aimIdAtByte = 2;
const moreAtByte = 63;
const bracket = 0x5d;

export interface HidPosReport {
  readonly aimId: string;
  readonly data: Uint8Array;
  /** The code goes on in the next report. */
  readonly more: boolean;
}

/** Reads a scanned data report, its id included; null where it does not follow the layout. */
export const decodeHidPosReport = (report: Uint8Array): HidPosReport | null => {
  const shift = report[aimIdAtByte] === bracket ? 0 : 1;
  const aimIdStart = aimIdAtByte + shift;
  if (report[aimIdStart] !== bracket) return null;
  const dataStart = aimIdStart + 3;
  const length = report[1] ?? 0;
  if (length > reportDataLength || report.length <= moreAtByte || dataStart + length > report.length)
    return null;
  return {
    aimId: String.fromCharCode(...report.subarray(aimIdStart, dataStart)),
    data: report.slice(dataStart, dataStart + length),
    // Shifted devices differ in whether this byte is shifted as well; the one that it is not is always zero.
    more: report[moreAtByte] !== 0 || (shift === 1 && (report[moreAtByte + 1] ?? 0) !== 0),
  };
};

/** Makers whose scanners send nothing in HID POS mode before they got feature report 254 = 1: Honeywell and its Youjie. */
const makersThatWantToBeAsked: readonly number[] = [0x0c2e, 0x23d0];
const enableScanning = Uint8Array.of(254, 1);

/** Feature reports that a scanner of this maker (USB vendor id) wants before it sends codes. */
export const featureReportsFor = (vendorId: number): readonly Uint8Array[] =>
  makersThatWantToBeAsked.includes(vendorId) ? [enableScanning] : [];
