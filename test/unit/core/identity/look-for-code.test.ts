import { describe, expect, it } from 'vitest';
import { createQrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';
import { SerialScanParser } from '../../../../drivers/qr-scanner/serial-scan-parser.ts';
import { lookForCode } from '../../../../electron/core/identity/by-code/look-for-code.ts';
import type { Failure } from '../../../../electron/core/session/visit-types.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort } from '../../../helpers/fake-transport.ts';
import { silentLog } from '../../../helpers/journal.ts';

/** A scanner on a line that the test speaks on, and what a visit hears of it. */
const createWorld = async () => {
  const clock = createFakeClock();
  const port = createFakePort();
  const scanner = createQrScanner({
    createTransport: () => port.createTransport(9600),
    parser: new SerialScanParser(),
    clock,
  });
  scanner.start();
  await clock.advance(0);
  const heard: string[] = [];
  const failures: Failure[] = [];
  const look = () =>
    lookForCode(
      scanner,
      {
        read: (text) => heard.push(text),
        failed: (failure) => {
          failures.push(failure);
          heard.push(`${failure.problem} (${failure.staffCode})`);
        },
      },
      silentLog,
    );
  const scan = async (bytes: Uint8Array | string): Promise<void> => {
    port.deliver(typeof bytes === 'string' ? Buffer.from(`${bytes}\r\n`) : bytes);
    await clock.advance(1_000);
  };
  return { heard, look, scan, scanner };
};

const noise = Uint8Array.of(0x00, 0xff, 0x81, 0x20, 0xfe, 0x80, 0xff, 0x0d, 0x0a);

describe('looking for a code', () => {
  it('hears the scanner while the visit waits, and not before or after', async () => {
    const { heard, look, scan } = await createWorld();
    await scan('BEFORE');
    const stop = look();
    await scan('YZI1:ABC');
    stop();
    await scan('AFTER');
    expect(heard).toEqual(['YZI1:ABC']);
  });

  it('tells noise as unreadable, and 3 KB as nothing for this kiosk', async () => {
    const { heard, look, scan } = await createWorld();
    look();
    await scan(noise);
    await scan('A'.repeat(3 * 1024));
    expect(heard).toEqual(['code-unreadable (binary)', 'code-unknown (oversized)']);
  });

  it('does not let a scanner that only garbles take the screen again and again', async () => {
    const { heard, look, scan, scanner } = await createWorld();
    look();
    for (let time = 0; time < 6; time += 1) await scan(noise);
    expect(heard).toHaveLength(2);
    expect(scanner.status().reasons).toHaveLength(1);
    await scan('YZI1:ABC');
    await scan(noise);
    expect(heard.slice(2)).toEqual(['YZI1:ABC', 'code-unreadable (binary)']);
  });
});
