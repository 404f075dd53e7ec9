import type { SettingsFile } from '../../electron/core/settings/settings-schema.ts';

/** Settings that the schema takes, of a station that does not exist. */
export const validSettings = (): SettingsFile => ({
  schemaVersion: 1,
  station: { code: 'qx-0001', name: { 'zh-CN': '清溪镇驿站', en: 'Qingxi station' }, phone: '0731-00000000' },
  platform: {
    url: 'http://127.0.0.1:8787',
    rootKey: {
      kty: 'EC',
      crv: 'P-256',
      x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
      y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
    },
  },
  devices: {
    idCardReader: { transport: 'serial', path: '/dev/ttyUSB0' },
    printer: { uri: 'ipp://127.0.0.1:631/ipp/print' },
  },
});
