import { loadSettings } from '../../core/settings/load-settings.ts';
import type { Settings } from '../../core/settings/settings-schema.ts';
import { readWrappingSecret, type WrappingSecretOutcome } from '../../sync/trust/wrapping-secret.ts';
import type { PortAddress } from './port-address.ts';

/** A device on a port and its rate, `auto` to try those of card readers in turn. */
export interface PortDeviceAddress {
  readonly port: PortAddress;
  readonly baudRate: number | 'auto';
}

/** The devices of a kiosk, as far as its settings name them. */
export interface ConfiguredDevices {
  readonly idCardReader?: PortDeviceAddress;
  readonly qrScanner?: PortDeviceAddress;
  readonly printer?: string;
}

/** The kiosk that is set up on this machine. */
export interface ConfiguredKiosk {
  readonly dataFolder: string;
  readonly settings: Settings;
  /** What its private key is encrypted under. */
  readonly wrapping: WrappingSecretOutcome;
}

/** Where the settings lie, as for the kiosk itself. */
export const dataFolderVariable = 'YIZHAN_DATA_FOLDER';

export type ConfigurationOutcome =
  | { readonly ok: true; readonly devices: ConfiguredDevices; readonly kiosk?: ConfiguredKiosk }
  /** `problems` as in `loadSettings`. */
  | { readonly ok: false; readonly problems: readonly string[]; readonly dataFolder: string };

type PortSettings = Pick<Settings['devices']['idCardReader'], 'transport' | 'path' | 'usb'>;

const portOf = ({ transport, path, usb }: PortSettings): PortAddress => {
  const identity = usb && {
    vendorId: Number.parseInt(usb.vendorId, 16),
    productId: Number.parseInt(usb.productId, 16),
    ...(usb.serialNumber === undefined ? {} : { serialNumber: usb.serialNumber }),
  };
  if (transport === 'hid') return { kind: 'hid', usb: identity ?? null };
  if (identity) return { kind: 'usb', ...identity };
  if (path === undefined) throw new TypeError('the settings were checked: they name a path or a USB device');
  return { kind: 'serial', path };
};

/** The devices that settings name. */
export const devicesOf = ({ devices }: Pick<Settings, 'devices'>): ConfiguredDevices => {
  const { idCardReader, qrScanner, printer } = devices;
  return {
    idCardReader: { port: portOf(idCardReader), baudRate: idCardReader.baudRate },
    ...(qrScanner ? { qrScanner: { port: portOf(qrScanner), baudRate: qrScanner.baudRate } } : {}),
    printer: printer.uri,
  };
};

/** Reads the settings in the folder that the environment names: the kiosk and its devices; none where it names no folder. */
export const readConfiguredDevices = (
  environment: Readonly<Record<string, string | undefined>>,
): ConfigurationOutcome => {
  const folder = environment[dataFolderVariable];
  if (folder === undefined || folder === '') return { ok: true, devices: {} };
  const loaded = loadSettings(folder);
  return loaded.ok
    ? {
        ok: true,
        devices: devicesOf(loaded.settings),
        kiosk: { dataFolder: folder, settings: loaded.settings, wrapping: readWrappingSecret(environment) },
      }
    : { ok: false, problems: loaded.problems, dataFolder: folder };
};
