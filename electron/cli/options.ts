import { parseArgs } from 'node:util';
import { parsePrinterUri } from '../../drivers/printer/ipp/printer-address.ts';
import { type StaffRole, staffRoles } from '../../db/stores/staff.ts';
import { type PortAddress, parsePortAddress } from './devices/port-address.ts';
import { type SettlementReason, settlementReasons } from '../contract/staff/settlement-reasons.ts';

/** Everything that may stand on a command line, checked. What was not given is absent. */
export interface Options {
  readonly port?: PortAddress;
  readonly baud?: number;
  /** What hangs on the port. */
  readonly device?: PortDevice;
  readonly printer?: string;
  readonly timeoutMilliseconds?: number;
  /** As it was typed. */
  readonly code?: string;
  /** `enrol`: although the kiosk is enrolled. */
  readonly anew?: boolean;
  readonly reason?: SettlementReason;
  /** Who does it, as it is kept in the audit log. */
  readonly by?: string;
  /** Of a member of staff. */
  readonly role?: StaffRole;
  /** `verify`: the platform that is asked instead of the kiosk's memory. */
  readonly url?: URL;
  /** `verify`: file of the platform's root key. */
  readonly rootKey?: string;
  readonly json: boolean;
  readonly show: boolean;
}

/** The devices that hang on a port, as they are called on a command line. */
export const portDevices = ['card-reader', 'scanner'] as const;
export type PortDevice = (typeof portDevices)[number];

export type OptionName =
  | 'port'
  | 'baud'
  | 'device'
  | 'printer'
  | 'timeout'
  | 'show'
  | 'code'
  | 'anew'
  | 'reason'
  | 'by'
  | 'role'
  | 'url'
  | 'root-key';

export type OptionsOutcome =
  | { readonly ok: true; readonly help: true }
  | {
      readonly ok: true;
      readonly help: false;
      readonly options: Options;
      readonly positionals: readonly string[];
    }
  /** `problem` is one sentence for whoever typed it. */
  | { readonly ok: false; readonly problem: string };

/** Rates of readers and scanners. */
export const baudRates = [115200, 57600, 38400, 19200, 9600] as const;
const longestTimeoutSeconds = 86_400;
/** The audit log keeps codes: a name in Chinese would not be kept. */
const staffName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

const definitions = {
  port: { type: 'string' },
  baud: { type: 'string' },
  device: { type: 'string' },
  printer: { type: 'string' },
  timeout: { type: 'string' },
  show: { type: 'boolean' },
  code: { type: 'string' },
  anew: { type: 'boolean' },
  reason: { type: 'string' },
  by: { type: 'string' },
  url: { type: 'string' },
  'root-key': { type: 'string' },
  role: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const refuse = (problem: string): OptionsOutcome => ({ ok: false, problem });

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: definitions, allowPositionals: true, tokens: true });
  } catch (error) {
    // The rest of Node's message is advice for programmers.
    return error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
  }
};

/** Reads arguments; of the options only those that `accepted` names, `--json` and `--help`. */
export const parseOptions = (args: readonly string[], accepted: readonly OptionName[]): OptionsOutcome => {
  const parsed = parse(args);
  if (typeof parsed === 'string') return refuse(parsed);
  const { values, positionals, tokens } = parsed;
  if (values.help) return { ok: true, help: true };

  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice !== undefined) return refuse(`--${twice} is given twice`);
  const allowed: readonly string[] = [...accepted, 'json'];
  const foreign = given.find((name) => !allowed.includes(name));
  if (foreign !== undefined) return refuse(`--${foreign} has no meaning here`);

  const { port, baud, device, printer, timeout, code, reason, by, role, url } = values;
  const rootKey = values['root-key'];
  const portAddress = port === undefined ? undefined : parsePortAddress(port);
  if (portAddress === null) {
    return refuse(
      `--port "${port}": give a path, usb:VENDOR:PRODUCT[:SERIAL], hid:VENDOR:PRODUCT[:SERIAL] or hid`,
    );
  }
  const rate = baudRates.find((known) => String(known) === baud);
  if (baud !== undefined && rate === undefined) {
    return refuse(`--baud "${baud}": give one of ${baudRates.join(', ')}`);
  }
  const portDevice = portDevices.find((known) => known === device);
  if (device !== undefined && portDevice === undefined) {
    return refuse(`--device "${device}": give one of ${portDevices.join(', ')}`);
  }
  const settlementReason = settlementReasons.find((known) => known === reason);
  if (reason !== undefined && settlementReason === undefined) {
    return refuse(`--reason "${reason}": give one of ${settlementReasons.join(', ')}`);
  }
  if (by !== undefined && !staffName.test(by)) {
    return refuse(`--by "${by}": give a staff number or a name, up to 40 of A-Z a-z 0-9 . _ -`);
  }
  const staffRole = staffRoles.find((known) => known === role);
  if (role !== undefined && staffRole === undefined) {
    return refuse(`--role "${role}": give one of ${staffRoles.join(', ')}`);
  }
  const printerUri = printer === undefined ? undefined : parsePrinterUri(printer);
  if (printerUri?.ok === false) {
    return refuse(`--printer "${printer}": ${printerUri.detail}, e.g. ipp://192.168.1.20/ipp/print`);
  }
  const address = url === undefined ? undefined : addressOf(url);
  if (address === null) {
    return refuse(
      `--url "${url}": give the address of the platform, https://… (http://… only on this machine)`,
    );
  }
  const seconds = timeout === undefined ? undefined : secondsOf(timeout);
  if (seconds === null) {
    return refuse(`--timeout "${timeout}": give seconds, more than 0 and at most ${longestTimeoutSeconds}`);
  }
  return {
    ok: true,
    help: false,
    positionals,
    options: {
      ...(portAddress === undefined ? {} : { port: portAddress }),
      ...(rate === undefined ? {} : { baud: rate }),
      ...(portDevice === undefined ? {} : { device: portDevice }),
      ...(printer === undefined ? {} : { printer }),
      ...(seconds === undefined ? {} : { timeoutMilliseconds: Math.ceil(seconds * 1000) }),
      ...(code === undefined ? {} : { code }),
      ...(settlementReason === undefined ? {} : { reason: settlementReason }),
      ...(by === undefined ? {} : { by }),
      ...(address === undefined ? {} : { url: address }),
      ...(rootKey === undefined ? {} : { rootKey }),
      ...(staffRole === undefined ? {} : { role: staffRole }),
      json: values.json ?? false,
      show: values.show ?? false,
      ...(values.anew ? { anew: true } : {}),
    },
  };
};

/** Answers are signed, but what is asked for is nobody else's business on the way: plain HTTP stays on this machine. */
const addressOf = (text: string): URL | null => {
  const url = URL.parse(text);
  const isLocal = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal) ? url : null;
};

const secondsOf = (text: string): number | null => {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const seconds = Number(text);
  return seconds > 0 && seconds <= longestTimeoutSeconds ? seconds : null;
};
