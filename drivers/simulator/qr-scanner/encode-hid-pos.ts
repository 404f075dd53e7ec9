import { reportDataLength, scannedDataReportId } from '../../qr-scanner/hid-pos-report.ts';

export interface HidPosFormat {
  /** AIM symbology identifier, three characters. */
  readonly aimId?: string;
  /** The vendor's own identifier; `s` is what Honeywell has for a QR code. */
  readonly vendorSymbology?: number;
  /** One more byte after the length, as some devices have it. */
  readonly shifted?: boolean;
}

/** Length of a report with its id; a shifted one is longer by one. */
const reportLength = 64;

/** The scanned data reports of a code, each with its report id (the layout is in `hid-pos-report.ts`). */
export const encodeHidPosReports = (
  code: Uint8Array,
  { aimId = ']Q1', vendorSymbology = 0x73, shifted = false }: HidPosFormat = {},
): Uint8Array[] => {
  const shift = shifted ? 1 : 0;
  const reports: Uint8Array[] = [];
  let start = 0;
  do {
    const data = code.subarray(start, start + reportDataLength);
    start += data.length;
    const report = new Uint8Array(reportLength + shift);
    report[0] = scannedDataReportId;
    report[1] = data.length;
    report.set(Buffer.from(aimId, 'latin1'), 2 + shift);
    report.set(data, 5 + shift);
    report[61 + shift] = vendorSymbology;
    report[63 + shift] = start < code.length ? 1 : 0;
    reports.push(report);
  } while (start < code.length);
  return reports;
};
