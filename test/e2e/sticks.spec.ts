import { expect } from '@playwright/test';
import { startCommand } from '../integration/cli/command-line-world.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import {
  enrolStaffAt,
  expectResult,
  openPage,
  prepareRows,
  signIn,
  staffLabel,
  typePin,
} from '../helpers/staff-kiosk.ts';
import { inMidWrite, test, type UsbStick } from '../helpers/usb-sticks.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditEntries, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** What staff carry in and out on USB sticks, in the real Electron; the sticks are file systems of their own that are mounted. */

/** Whose export takes a moment: as many as a busy month leaves. */
const manyEntries = 40_000;
const roomForAll = { megabytes: 64 };

test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

const namesOf = (entries: readonly { readonly action: string; readonly reason: string | null }[]) =>
  entries.map(({ action, reason }) => (reason === null ? action : `${action}: ${reason}`));

/** What `yizhan log verify` says of a log that lies on a stick. */
const verifyLog = async (stick: UsbStick, file: string): Promise<unknown> => {
  const { exitCode, stdout } = await startCommand(['log', 'verify', `${stick.folder}/${file}`, '--json'])
    .ended;
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
};

/** Exports to a stick from the page that is open, looked at anew. */
const exportTo = async (kiosk: TestKiosk, stick: UsbStick): Promise<void> => {
  await kiosk.tap('look-for-sticks');
  await kiosk.tap(`export-${stick.name}`);
};

test.describe('a service credential on a stick', () => {
  test.use({ stickKiosk: { prepare: (station) => enrolStaffAt(station) } });

  test('opens the kiosk with the PIN of its holder, and no more where the stick was pulled out', async ({
    kiosk,
    usb,
  }) => {
    const { page, dataFolder } = kiosk;
    const stick = usb.stick('KINGSTON', { megabytes: 1 });
    stick.plugIn();
    await kiosk.screen('attract');

    await test.step('a supervisor writes it', async () => {
      await signIn(kiosk);
      await openPage(kiosk, 'members');
      await kiosk.tap(`member-${staffLabel}`);
      await kiosk.tap('new-credential');
      await kiosk.tap('days-7');
      await kiosk.tap('write-KINGSTON');
      await expectResult(kiosk, 'credential-written');
      await kiosk.tap('staff-leave');
      expect(stick.files()).toEqual([expect.stringMatching(/^yizhan-service-.+-W-007\.txt$/)]);
      expect(stick.read(stick.files()[0] ?? '').toString()).toMatch(/^YZS1:[0-9A-Z $%*+\-./:]+\n$/);
    });

    await test.step('pulled out it opens nothing, and that is told', async () => {
      stick.pullOut();
      await kiosk.screen('attract');
      await kiosk.tap('intent-enterMaintenance');
      await kiosk.tap('staff-useStick');
      await page.locator('[data-refusal="stick-without-credential"]').waitFor();
      await expectAccessible(kiosk);
    });

    await test.step('plugged in, even write-protected, it asks for the PIN, which counts as at the door', async () => {
      stick.plugIn({ writeProtected: true });
      await kiosk.tap('staff-useStick');
      await page.locator('.staff-sign-in[data-step="pin"]').waitFor();
      await typePin(kiosk, '000001');
      await kiosk.tap('staff-pin');
      await page.locator('[data-refusal="wrong-pin"]').waitFor();
      await typePin(kiosk, staffPin);
      await kiosk.tap('staff-pin');
      await page.locator('[data-page="today"]').waitFor();
      await expect(page.getByTestId('staff-member')).toContainText(staffLabel);
    });

    await test.step('that the stick is write-protected is told when something is to be written to it', async () => {
      await openPage(kiosk, 'export');
      await kiosk.tap('export-KINGSTON');
      await expectResult(kiosk, 'stick-refused');
      expect(stick.files()).toHaveLength(1);
    });

    expect(namesOf(auditEntries(dataFolder, 'staff.credential-'))).toEqual([
      'staff.credential-issued',
      'staff.credential-refused: stick-without-credential',
    ]);
    const [entry] = readRows<{ details: string }>(
      dataFolder,
      "SELECT details FROM audit_entry WHERE action = 'staff.signed-in' ORDER BY sequence DESC LIMIT 1",
    );
    expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({ by: 'credential' });
    expect(namesOf(auditEntries(dataFolder, 'log.'))).toEqual([
      'log.export-begun',
      'log.export-failed: stick-refused',
    ]);
  });
});

test.describe('the log', () => {
  test.use({
    stickKiosk: {
      prepare: async (station) => {
        await enrolStaffAt(station);
        prepareRows(station, ({ audit }) => {
          for (let number = 1; number <= manyEntries; number += 1) {
            audit.append({
              actor: { kind: 'kiosk', pseudonym: null },
              action: 'test.entry',
              details: { number },
            });
          }
        });
      },
    },
  });

  test('goes whole to a stick, and from there anybody can verify it', async ({ kiosk, usb }) => {
    const stick = usb.stick('KINGSTON', roomForAll);
    await kiosk.screen('attract');
    await signIn(kiosk);
    await openPage(kiosk, 'export');
    await expect(kiosk.page.getByTestId('export-KINGSTON')).toHaveCount(0);
    stick.plugIn();
    await exportTo(kiosk, stick);
    await expectResult(kiosk, 'log-exported');
    await expectAccessible(kiosk);
    stick.pullOut();

    const [file = '', ...others] = stick.files();
    expect(others).toEqual([]);
    expect(file).toMatch(/^yizhan-log-.+\.jsonl$/);
    const [head] = readRows<{ sequence: number; hash: string }>(
      kiosk.dataFolder,
      "SELECT sequence, hash FROM audit_entry WHERE action = 'log.export-begun'",
    );
    expect(await verifyLog(stick, file)).toMatchObject({
      ok: true,
      outcome: 'genuine',
      entries: head?.sequence,
      head,
      logLines: expect.any(Number),
    });
    expect(stick.read(file).toString()).toContain('{\\"');
    expect(namesOf(auditEntries(kiosk.dataFolder, 'log.'))).toEqual(['log.export-begun', 'log.exported']);
  });

  test('does not go to a stick that is full, fills up, wears out or is pulled out in between; the next good one takes it', async ({
    kiosk,
    usb,
  }) => {
    const { dataFolder } = kiosk;
    const stick = usb.stick('KINGSTON', roomForAll);
    stick.plugIn();
    await kiosk.screen('attract');
    await signIn(kiosk);
    await openPage(kiosk, 'export');

    await test.step('full: told before anything is written', async () => {
      const makeRoom = stick.fillUp(100_000);
      await exportTo(kiosk, stick);
      await expectResult(kiosk, 'stick-full');
      await expectAccessible(kiosk);
      expect(stick.files()).toEqual(['holiday.mov']);
      makeRoom();
    });

    await test.step('filled by another in mid-write: told, and nothing half is left', async () => {
      let makeRoom = (): void => undefined;
      const filled = inMidWrite(kiosk, stick, () => {
        makeRoom = stick.fillUp(0);
      });
      await exportTo(kiosk, stick);
      await filled;
      await expectResult(kiosk, 'stick-full');
      expect(stick.files()).toEqual(['holiday.mov']);
      makeRoom();
    });

    await test.step('pulled out in mid-write: told, and what is left cannot be taken for a log', async () => {
      const pulled = inMidWrite(kiosk, stick, stick.pullOut);
      await exportTo(kiosk, stick);
      const partial = await pulled;
      await expectResult(kiosk, 'stick-gone');
      expect(stick.files()).toEqual([partial]);
    });

    await test.step('worn out: told as soon as its memory fails', async () => {
      const worn = usb.wornStick('TIRED', { megabytes: 64, good: 4 });
      worn.plugIn();
      await exportTo(kiosk, worn);
      await expectResult(kiosk, 'stick-gone');
      worn.pullOut();
    });

    await test.step('the kiosk goes on, and the next good stick has all of it', async () => {
      const good = usb.stick('SANDISK', roomForAll);
      good.plugIn();
      await exportTo(kiosk, good);
      await expectResult(kiosk, 'log-exported');
      const [file = '', ...others] = good.files();
      expect(others).toEqual([]);
      expect(await verifyLog(good, file)).toMatchObject({ ok: true });
      const failed = good
        .read(file)
        .toString()
        .match(/"action":"log\.export-failed"/g);
      expect(failed).toHaveLength(4);
    });

    expect(namesOf(auditEntries(dataFolder, 'log.'))).toEqual([
      'log.export-begun',
      'log.export-failed: stick-full',
      'log.export-begun',
      'log.export-failed: stick-full',
      'log.export-begun',
      'log.export-failed: stick-gone',
      'log.export-begun',
      'log.export-failed: stick-gone',
      'log.export-begun',
      'log.exported',
    ]);
    await kiosk.tap('staff-leave');
    await kiosk.screen('attract');
    await kiosk.app.close();
    expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
  });
});

test.describe('the readiness report', () => {
  test.use({ stickKiosk: { prepare: (station) => enrolStaffAt(station, 'technician') } });

  test('lies on the stick on paper and as data, or not at all', async ({ kiosk, usb }) => {
    const stick = usb.stick('KINGSTON', { megabytes: 2 });
    stick.plugIn();
    await kiosk.screen('attract');
    await signIn(kiosk);
    await openPage(kiosk, 'checks');
    await kiosk.tap('staff-runChecks');
    await expectResult(kiosk, 'checks-done');
    await openPage(kiosk, 'report');

    const makeRoom = stick.fillUp(8_192);
    await kiosk.tap('save-KINGSTON');
    await expectResult(kiosk, 'stick-full');
    expect(stick.files()).toEqual(['holiday.mov']);
    makeRoom();

    await kiosk.tap('save-KINGSTON');
    await expectResult(kiosk, 'report-saved');
    stick.pullOut();
    const [data = '', paper = '', ...others] = stick.files();
    expect(others).toEqual([]);
    expect(data).toMatch(/^yizhan-readiness-.+\.json$/);
    expect(paper).toBe(data.replace(/json$/, 'pdf'));
    expect(JSON.parse(stick.read(data).toString())).toMatchObject({
      format: 'yizhan-readiness-1',
      by: staffLabel,
      findings: expect.arrayContaining([expect.objectContaining({ check: 'platform' })]),
    });
    expect(stick.read(paper).subarray(0, 5).toString()).toBe('%PDF-');
    expect(stick.read(paper).toString('latin1').trimEnd()).toMatch(/%%EOF$/);

    await kiosk.tap('save-KINGSTON');
    await expectResult(kiosk, 'stick-gone');
    expect(namesOf(auditEntries(kiosk.dataFolder, 'report.'))).toEqual([
      'report.save-begun',
      'report.save-failed: stick-full',
      'report.save-begun',
      'report.saved',
    ]);
  });
});
