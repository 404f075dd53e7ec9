import type { KioskDriver } from '../../../scripts/station/kiosk/kiosk-driver.ts';
import { turnTo } from './turn-to.ts';

/** Turns the pages of the choice until an item of the catalogue is on the screen. */
export const turnToItem = (kiosk: KioskDriver, code: string): Promise<void> => turnTo(kiosk, `item-${code}`);

/** Chooses an item of the catalogue. */
export const chooseItem = async (kiosk: KioskDriver, code: string): Promise<void> => {
  await turnToItem(kiosk, code);
  await kiosk.tap(`item-${code}`);
};
