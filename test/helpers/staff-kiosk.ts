import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openDatabase } from '../../db/connection.ts';
import type { StaffRole } from '../../db/stores/staff.ts';
import type { Unit } from '../../db/unit-of-work.ts';
import { residents } from '../../drivers/simulator/residents/residents.ts';
import { loadPseudonymSalt, pseudonymOf } from '../../electron/core/identity/pseudonym.ts';
import { hashPin } from '../../electron/core/staff/pin-hash.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import type { TestKiosk } from './kiosk.ts';
import { staffPin } from './staff.ts';

/** Works at the station of the tests: 周海峰 from the simulator's box of cards. */
export const staffResident = 'zhou-haifeng';
export const staffLabel = 'W-007';

/** Writes into a kiosk's database before the kiosk is started. */
export const prepareRows = (
  { kioskFolder }: Pick<Station, 'kioskFolder'>,
  work: (unit: Unit) => void,
): void => {
  const opened = openDatabase({ file: join(kioskFolder, 'kiosk.db'), now: Date.now });
  if (!opened.ok) throw new Error(opened.detail);
  const { database } = opened;
  try {
    const done = database.transaction((unit) => {
      work(unit);
      return { ok: true };
    });
    if (!done.ok) throw new Error(done.reason);
  } finally {
    database.close();
  }
};

/** Enrols 周海峰, or whoever is named, with `staffPin`, as `npx yizhan staff add` does. */
export const enrolStaffAt = async (
  station: Pick<Station, 'kioskFolder'>,
  role: StaffRole = 'supervisor',
  { resident, label } = { resident: staffResident, label: staffLabel },
): Promise<void> => {
  const idNumber = residents.find(({ key }) => key === resident)?.card.idNumber;
  if (idNumber === undefined) throw new Error(`no card of ${resident}`);
  const pseudonym = pseudonymOf(loadPseudonymSalt(station.kioskFolder), idNumber);
  const pinHash = await hashPin(staffPin);
  prepareRows(station, ({ staff }) => void staff.add({ pseudonym, label, role, pinHash }));
};

export const typePin = async (kiosk: TestKiosk, pin: string): Promise<void> => {
  for (const digit of pin) await kiosk.tap(`digit-${digit}`);
};

/** From the attract screen to the question for the PIN. */
export const layStaffCard = async (kiosk: TestKiosk, resident = staffResident): Promise<void> => {
  await kiosk.tap('intent-enterMaintenance');
  await kiosk.screen('maintenance');
  kiosk.station.layCard(resident);
  await kiosk.page.locator('.staff-sign-in[data-step="pin"]').waitFor();
  kiosk.station.liftCard();
};

/** From the attract screen to the day at a glance. */
export const signIn = async (kiosk: TestKiosk, pin = staffPin, resident = staffResident): Promise<void> => {
  await layStaffCard(kiosk, resident);
  await typePin(kiosk, pin);
  await kiosk.tap('staff-pin');
  await kiosk.page.locator('[data-page="today"]').waitFor();
};

/** Opens a page of staff mode. */
export const openPage = async (kiosk: TestKiosk, page: string): Promise<void> => {
  await kiosk.tap(`open-${page}`);
  await kiosk.page.locator(`[data-page="${page}"]`).waitFor();
};

/** The line that says what came of an action. */
export const expectResult = (kiosk: TestKiosk, code: string): Promise<void> =>
  expect(kiosk.page.locator(`[data-result="${code}"]`)).toBeVisible();
