import { describe, expect, it } from 'vitest';
import type { ByteTransport } from '../../../../drivers/transport/byte-transport.ts';
import { encodeFrameReports, FrameReportReader } from '../../../../drivers/transport/hid-frame-reports.ts';
import { createHidFrameTransport } from '../../../../drivers/transport/hid-frame-transport.ts';
import { cardFoundReply, findRequest, noCardReply } from '../../../fixtures/id-card-reader/vectors.ts';
import { createFakePort } from '../../../helpers/fake-transport.ts';

/** A reply of 130 bytes, so of three reports: 0x7b = 123 bytes of body and check sum. */
const longReply = Uint8Array.of(
  ...[0xaa, 0xaa, 0xaa, 0x96, 0x69], // preamble
  ...[0x00, 0x7b], // length
  ...Array.from({ length: 123 }, (_, index) => index), // body and check sum, whatever they are
);

/** Reports as a reader sends them, with bytes of its own before the frame's. */
const reportsOf = (frame: Uint8Array, header: readonly number[] = []): Uint8Array[] => {
  const reports: Uint8Array[] = [];
  for (let start = 0; start < frame.length; start += 64) {
    const report = new Uint8Array(header.length + 64);
    report.set(header);
    report.set(frame.subarray(start, start + 64), header.length);
    reports.push(report);
  }
  return reports;
};

const read = (reader: FrameReportReader, reports: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(reports.flatMap((report) => [...reader.push(report)]));

describe('frames in reports of 64 bytes', () => {
  it('are written each in reports of its own, with report id 0 and filled up', () => {
    const [only, ...others] = encodeFrameReports(findRequest);
    expect(others).toEqual([]);
    expect(only).toEqual(Uint8Array.of(0, ...findRequest, ...new Uint8Array(54)));
    expect(encodeFrameReports(longReply)).toHaveLength(3);
    expect(encodeFrameReports(longReply.slice(0, 128))).toHaveLength(2);
  });

  it('are read without what fills the last report', () => {
    const reader = new FrameReportReader();
    expect(read(reader, reportsOf(cardFoundReply))).toEqual(cardFoundReply);
    expect(read(reader, [...reportsOf(longReply), ...reportsOf(noCardReply)])).toEqual(
      Uint8Array.of(...longReply, ...noCardReply),
    );
  });

  it.each([[[1]], [[1, 2]]])('are read behind %j in each report', (header) => {
    expect(read(new FrameReportReader(), reportsOf(longReply, header))).toEqual(longReply);
  });

  it('are not looked for deep in a report', () => {
    const report = Uint8Array.of(1, 2, 3, ...findRequest, 9);
    expect(new FrameReportReader().push(report)).toEqual(report);
  });

  it('are found again after a lost report', () => {
    const [first, , third] = reportsOf(longReply);
    if (!first || !third) throw new Error('three reports expected');
    const bytes = read(new FrameReportReader(), [first, third, ...reportsOf(cardFoundReply)]);
    expect(bytes.slice(-cardFoundReply.length)).toEqual(cardFoundReply);
  });

  it('with a length that cannot be are given as junk', () => {
    const report = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0xff, 0xff, ...new Uint8Array(57));
    expect(new FrameReportReader().push(report)).toEqual(report);
  });
});

describe('the transport of frames over reports', () => {
  it('lets a reader on HID be driven like one on a serial port', async () => {
    const port = createFakePort();
    const written: Uint8Array[] = [];
    port.stream.on('data', (report: Uint8Array) => written.push(Uint8Array.from(report)));
    const transport: ByteTransport = createHidFrameTransport(port.createTransport(0));
    const received: Uint8Array[] = [];
    let lost = 0;
    transport.onData((bytes) => received.push(bytes));
    transport.onClosed(() => {
      lost += 1;
    });
    expect(await transport.open()).toEqual({ ok: true });
    transport.write(findRequest);
    for (const report of reportsOf(longReply)) port.deliver(report);
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toEqual(encodeFrameReports(findRequest));
    expect(Uint8Array.from(received.flatMap((bytes) => [...bytes]))).toEqual(longReply);
    port.lose();
    expect(lost).toBe(1);
    await transport.close();
  });
});
