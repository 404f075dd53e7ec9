import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { QrScanner } from '../../../drivers/qr-scanner/qr-scanner.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import { loadHidSupport } from '../../../drivers/transport/hid-support.ts';

/** No scanner has this number. What a plugged-in one does is proved in the guest: `npm run test:hid`. */
const nobodys = { vendorId: 0xfffe, productId: 0xfffe, serialNumber: 'none' };

let driver: QrScanner | undefined;
afterEach(() => driver?.stop());

describe('a HID scanner that is not there', () => {
  it('is named by the real node-hid, and looked for until the driver is stopped', async () => {
    const scanner = createQrScannerDriver({ transport: { kind: 'hid', ...nobodys }, clock: systemClock });
    driver = scanner;
    scanner.start();
    await expect.poll(() => scanner.status().reasons.length, { timeout: 20_000 }).toBe(1);
    const { ok } = await loadHidSupport();
    expect(scanner.status().reasons[0]?.code).toBe(ok ? 'port-not-found' : 'hid-support-missing');
    if (process.platform === 'linux' && existsSync('/lib/x86_64-linux-gnu/libudev.so.1'))
      expect(ok).toBe(true);
  });
});
