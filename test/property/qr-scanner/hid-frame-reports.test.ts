import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../../drivers/id-card-reader/frame.ts';
import { FrameParser } from '../../../drivers/id-card-reader/frame-parser.ts';
import { encodeFrameReports, FrameReportReader } from '../../../drivers/transport/hid-frame-reports.ts';

const bodies = fc.array(fc.uint8Array({ minLength: 2, maxLength: 2400 }), { maxLength: 5 });
/** As the kiosk reads them: without the report id that it writes. */
const reportsOf = (body: Uint8Array) =>
  encodeFrameReports(encodeFrame(body)).map((report) => report.slice(1));

describe('frames in HID reports, whatever comes', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(bodies, fc.uint8Array({ maxLength: 2 }), (contents, header) => {
        fc.pre(header[0] !== 0xaa && header[1] !== 0xaa);
        const reader = new FrameReportReader();
        const parser = new FrameParser();
        const outputs = contents
          .flatMap(reportsOf)
          .flatMap((report) => parser.push(reader.push(Uint8Array.of(...header, ...report))));
        expect(outputs).toEqual(contents.map((body) => ({ type: 'frame', body })));
      }),
    );
  });

  it('are found behind any noise and any lost report', () => {
    const noise = fc.array(fc.uint8Array({ minLength: 64, maxLength: 64 }), { maxLength: 4 });
    const body = fc.uint8Array({ minLength: 2, maxLength: 600 });
    fc.assert(
      fc.property(noise, body, fc.nat(), body, (junk, cut, lost, good) => {
        const reader = new FrameReportReader();
        const parser = new FrameParser();
        const broken = reportsOf(cut);
        broken.splice(lost % broken.length, 1);
        const outputs = [...junk, ...broken, ...reportsOf(good)].flatMap((report) =>
          parser.push(reader.push(report)),
        );
        // As the driver does it when the line falls silent.
        outputs.push(...parser.rescue());
        expect(outputs).toContainEqual({ type: 'frame', body: good });
      }),
      { numRuns: 300 },
    );
  });
});
