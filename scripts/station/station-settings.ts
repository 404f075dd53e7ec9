import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';

/** The station of the demo. 潇湘市 is no city, and nobody answers this telephone. */
export const demoStation = {
  code: 'qx-0001',
  name: { 'zh-CN': '潇湘市清溪镇政务服务驿站', en: 'Qingxi Town Service Station' },
  phone: '0731-00000000',
} as const satisfies SettingsFile['station'];

/** The kiosk's settings at a station whose parts are where `places` says. */
export const defaultSettings = (places: {
  readonly platformUrl: string;
  readonly rootKey: SettingsFile['platform']['rootKey'];
  readonly readerPath: string;
  /** Left out where no code scanner is fitted. */
  readonly scannerPath?: string;
  readonly printerUri: string;
}): SettingsFile => ({
  schemaVersion: 1,
  station: demoStation,
  platform: { url: places.platformUrl, rootKey: places.rootKey },
  devices: {
    idCardReader: { transport: 'serial', path: places.readerPath, baudRate: 115200 },
    printer: { uri: places.printerUri },
    ...(places.scannerPath !== undefined && {
      qrScanner: { transport: 'serial', path: places.scannerPath, baudRate: 9600 },
    }),
  },
});
