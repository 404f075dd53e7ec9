import type { Settings } from '../settings/settings-schema.ts';
import type { SetupState } from './setup-state.ts';

/** What a settings file that came with the machine says already. */
export const stateFromSettings = (
  before: SetupState,
  { station, platform, devices }: Settings,
): SetupState => ({
  ...before,
  url: platform.url,
  rootKey: platform.rootKey,
  stationCode: station.code,
  nameZh: station.name['zh-CN'],
  nameEn: station.name.en,
  phone: station.phone,
  idCardReader: devices.idCardReader,
  qrScanner: devices.qrScanner ?? null,
  printer: devices.printer,
});

/**
 * The settings file that the first visit comes to, for the schema to judge; null while something is missing. What came with
 * the machine and the wizard does not ask for stays.
 */
export const settingsFromState = (state: SetupState, prepared: Settings | null): unknown => {
  const { url, rootKey, stationCode, nameZh, nameEn, phone, idCardReader, qrScanner, printer } = state;
  if (url === '' || rootKey === null || idCardReader === null || printer === null) return null;
  if ([stationCode, nameZh, nameEn, phone].includes('')) return null;
  const { qrScanner: _scanner, ...devices } = prepared?.devices ?? {};
  return {
    schemaVersion: 1,
    ...prepared,
    station: { ...prepared?.station, code: stationCode, name: { 'zh-CN': nameZh, en: nameEn }, phone },
    platform: { ...prepared?.platform, url, rootKey },
    devices: { ...devices, idCardReader, printer, ...(qrScanner === null ? {} : { qrScanner }) },
  };
};
