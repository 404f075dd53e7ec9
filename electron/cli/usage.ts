import { type Command, invocationOf } from './command.ts';
import { dataFolderVariable } from './devices/configured-devices.ts';
import { settlementReasons } from '../contract/staff/settlement-reasons.ts';
import { columns } from './text/columns.ts';

const synopsisOf = (command: Command): string =>
  [invocationOf(command), command.synopsis].filter((part) => part !== '').join(' ');

const optionRows: Readonly<Record<string, readonly [string, string]>> = {
  port: ['--port PORT', '/dev/ttyUSB0, usb:VENDOR:PRODUCT[:SERIAL], hid:VENDOR:PRODUCT[:SERIAL], or hid'],
  device: ['--device KIND', 'what hangs on the port: card-reader (as it is unless given) or scanner'],
  baud: ['--baud RATE', '115200, 57600, 38400, 19200 or 9600; a card reader is asked at each unless given'],
  printer: ['--printer URI', 'ipp://host[:port]/path or ipps://…'],
  timeout: ['--timeout SECONDS', 'give up after so long'],
  show: ['--show', 'print contents unmasked: PERSONAL DATA'],
  reason: ['--reason CODE', `why a dead letter is settled: ${settlementReasons.join(', ')}`],
  by: ['--by NAME', 'who does it: staff number or name, in Latin letters and digits; kept in the audit log'],
  role: ['--role ROLE', 'staff (unless given), supervisor or technician'],
  url: ['--url URL', 'ask the platform at this address instead of what the kiosk keeps'],
  'root-key': [
    '--root-key FILE',
    'public root key of the platform, a JWK; that of the settings unless given',
  ],
  code: ['--code CODE', 'the one-time code that the centre has given out for this station'],
  anew: ['--anew', 'enrol although the kiosk is enrolled; its old identity is destroyed'],
};

const commonRows: readonly (readonly [string, string])[] = [
  [
    '--json',
    'print JSON: one document, with trace one a line; the shapes are in electron/cli/json-documents.ts',
  ],
  ['--help', 'print this'],
];

const exitCodeLines = [
  'Exit codes',
  ...columns(
    [
      ['0', 'ok'],
      ['1', 'this installation cannot run the command'],
      ['2', 'wrong arguments, or a file that cannot be used'],
      ['3', 'a device fault, or nothing came in time; the reason is printed'],
      ['4', 'the kiosk was not enrolled; the reason is printed'],
      ['5', 'the kiosk is running: stop it first'],
      ['6', 'the database of the kiosk was not read or changed; the reason is printed'],
      ['7', 'there is no such dead letter, no such unread report, or nobody of that label'],
      ['8', 'the certificate must not be relied on: altered, revoked, expired, or none at all'],
      ['9', 'the certificate could not be verified; the reason is printed'],
      ['10', 'something of the kiosk does not work; doctor names it'],
      ['130', 'ended by Ctrl+C before anything came of it'],
    ],
    '  ',
  ),
];

const environmentLines = [
  `Without --port and --printer the devices are those of settings.json in the folder that ${dataFolderVariable} names;`,
  'so is the kiosk that is enrolled, or whose queue, recoveries or staff are told.',
];

/** Help on the whole program. */
export const programUsage = (commands: readonly Command[]): string[] => [
  'yizhan: a kiosk and its devices from the command line, without the kiosk.',
  'While the kiosk runs, it holds its ports: they are then reported as port-busy.',
  '',
  ...columns(
    commands.map((command) => [synopsisOf(command).split(' [')[0] ?? '', command.summary]),
    '  ',
  ),
  '',
  'Options (each command takes those that make sense for it; "yizhan … COMMAND --help")',
  ...columns([...Object.values(optionRows), ...commonRows], '  '),
  '',
  ...environmentLines,
  '',
  ...exitCodeLines,
];

/** Help on one command. */
export const commandUsage = (command: Command): string[] => [
  `${synopsisOf(command)}${command.accepts.includes('timeout') ? ' [--timeout SECONDS]' : ''} [--json]`,
  '',
  `${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`,
  ...command.details,
  '',
  'Options',
  ...columns([...command.accepts.flatMap((option) => [optionRows[option] ?? []]), ...commonRows], '  '),
  '',
  ...environmentLines,
  '',
  ...exitCodeLines,
];
