import type { ByteTransport } from './byte-transport.ts';
import { encodeFrameReports, FrameReportReader } from './hid-frame-reports.ts';
import type { ReportTransport } from './hid-transport.ts';

/**
 * Carries SAM/SDT frames over a HID device with 64-byte reports, so that a reader on USB is driven like one on a serial
 * port. Each `write` must be one whole frame.
 */
export const createHidFrameTransport = (reports: ReportTransport): ByteTransport => {
  const reader = new FrameReportReader();
  return {
    open: () => reports.open(),
    write(frame) {
      for (const report of encodeFrameReports(frame)) reports.write(report);
    },
    onData(listener) {
      reports.onData((report) => listener(reader.push(report)));
    },
    onClosed: (listener) => reports.onClosed(listener),
    close: () => reports.close(),
  };
};
