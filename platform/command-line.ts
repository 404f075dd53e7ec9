import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { AdministrationCommand } from './admin/administration-commands.ts';
import type { AdministrationAddress } from './admin/administration-request.ts';
import type { StoreLocation } from './store/open-store.ts';

export const usage = `Usage: node platform/main.ts [--port PORT] [--host ADDRESS] [--store FOLDER] [--residents FILE]
           [--population NUMBER] [--trust-proxy ADDRESS[,ADDRESS...]] [--city-app]
       node platform/main.ts enrolment-code --url URL --station CODE
       node platform/main.ts publish-policy --url URL --file FILE
       node platform/main.ts prepare-document --url URL --certificate NUMBER --station CODE
       node platform/main.ts revoke-kiosk --url URL --kiosk ID --reason WORDS
       node platform/main.ts identity-code --url URL --resident NUMBER

Runs the platform:
  --port       TCP port (default 8787; 0 lets the system choose)
  --host       interface to listen on (default 127.0.0.1: this machine only)
  --store      folder of the store; without it DATABASE_URL counts, without that everything is in memory
  --residents  JSON list of synthetic residents: [{ "idNumber", "name", "sex", "properties"? }]
  --population people of the synthetic city, 0 to 20000 (default 3000)
  --city-app   plays the city's app, too: whoever has the administration's token is given anybody's identity code
  --trust-proxy  addresses or ranges of the proxies in front, whose X-Forwarded-For is believed (default: none)

Has the administration of a running platform do something:
  enrolment-code    a code with which a kiosk of the station is enrolled, once, within a day
  publish-policy    what the centre decides for all kiosks: a JSON file { "acknowledgedRetentionDays",
                    "backupRetentionDays", "healthReportSeconds" }
  prepare-document  delivers a certificate in advance to the kiosks of a station, sealed to its holder
  revoke-kiosk      nothing that a lost kiosk signs is taken any more
  identity-code     the text of the code by which the city's app names a resident (platform with --city-app)
  --url        address of the platform
  --station    code of the station, e.g. QX-0007
  --token      token of the administration (or YIZHAN_ADMIN_TOKEN, which other users of this machine do not see)

Environment:
  DATABASE_URL               postgresql://user:password@host:port/database instead of the embedded PostgreSQL
  YIZHAN_ADMIN_TOKEN         token of the administration, 32 characters or more; a store folder has its own
  YIZHAN_KEY_ENCRYPTION_KEY  32 bytes as base64: private keys are encrypted under it in the store
`;

/** What the command line asks for. */
export type Command =
  | { readonly command: 'help' }
  | {
      readonly command: 'administration';
      readonly address: AdministrationAddress;
      readonly asked: AdministrationCommand;
    }
  | {
      readonly command: 'run';
      readonly port: number;
      readonly host: string;
      readonly store: StoreLocation;
      readonly residentsFile: string | undefined;
      readonly populationSize: number;
      readonly trustedProxies: readonly string[];
      readonly cityApp: boolean;
      readonly adminToken: string | undefined;
      readonly keyEncryptionKey: string | undefined;
    };

const portFrom = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${text}"`);
  }
  return port;
};

const largestPopulation = 20_000;

const populationFrom = (text: string): number => {
  const size = Number(text);
  if (!/^\d+$/.test(text) || size > largestPopulation) {
    throw new Error(`--population must be a number from 0 to ${largestPopulation}, not "${text}"`);
  }
  return size;
};

/** An address, or one and the length of its prefix (CIDR). */
const isAddressRange = (text: string): boolean => {
  const [address = '', prefix, ...rest] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const length = prefix === undefined ? 0 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  return rest.length === 0 && length <= longest;
};

const proxiesFrom = (text: string): string[] => {
  const proxies = text === '' ? [] : text.split(',');
  const wrong = proxies.find((proxy) => !isAddressRange(proxy));
  if (wrong !== undefined) {
    throw new Error(`--trust-proxy takes addresses and ranges such as 10.0.0.0/8, not "${wrong}"`);
  }
  return proxies;
};

const required = (value: string | undefined, option: string): string => {
  if (value === undefined) {
    throw new Error(`${option} is missing`);
  }
  return value;
};

const administrationCommands = [
  'enrolment-code',
  'publish-policy',
  'prepare-document',
  'revoke-kiosk',
  'identity-code',
] as const satisfies readonly AdministrationCommand['command'][];

const isAdministrationCommand = (text: string): text is AdministrationCommand['command'] =>
  administrationCommands.some((command) => command === text);

const askedBy = (
  command: AdministrationCommand['command'],
  values: Readonly<
    Partial<Record<'station' | 'file' | 'certificate' | 'kiosk' | 'reason' | 'resident', string>>
  >,
): AdministrationCommand => {
  switch (command) {
    case 'enrolment-code':
      return { command, stationCode: required(values.station, '--station') };
    case 'publish-policy':
      return { command, file: required(values.file, '--file') };
    case 'prepare-document':
      return {
        command,
        certificateNumber: required(values.certificate, '--certificate'),
        stationCode: required(values.station, '--station'),
      };
    case 'revoke-kiosk':
      return {
        command,
        kioskId: required(values.kiosk, '--kiosk'),
        reason: required(values.reason, '--reason'),
      };
    case 'identity-code':
      return { command, idNumber: required(values.resident, '--resident') };
  }
};

/** An empty variable counts as none. */
const variable = (environment: NodeJS.ProcessEnv, name: string): string | undefined =>
  environment[name] || undefined;

const storeFrom = (folder: string | undefined, databaseUrl: string | undefined): StoreLocation => {
  if (folder !== undefined) {
    return { folder };
  }
  return databaseUrl === undefined ? 'memory' : { databaseUrl };
};

/**
 * Reads arguments and environment of `platform/main.ts`.
 * @throws Error with words for whoever typed it
 */
export const readCommandLine = (args: readonly string[], environment: NodeJS.ProcessEnv): Command => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8787' },
      host: { type: 'string', default: '127.0.0.1' },
      store: { type: 'string' },
      residents: { type: 'string' },
      population: { type: 'string', default: '3000' },
      'trust-proxy': { type: 'string', default: '' },
      url: { type: 'string' },
      token: { type: 'string' },
      station: { type: 'string' },
      file: { type: 'string' },
      certificate: { type: 'string' },
      kiosk: { type: 'string' },
      reason: { type: 'string' },
      resident: { type: 'string' },
      'city-app': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (rest.length > 0 || (command !== undefined && !isAdministrationCommand(command))) {
    throw new Error(`"${positionals.join(' ')}" is no command`);
  }
  if (values.help) {
    return { command: 'help' };
  }
  const adminToken = variable(environment, 'YIZHAN_ADMIN_TOKEN');
  if (command !== undefined) {
    return {
      command: 'administration',
      address: {
        url: required(values.url, '--url'),
        token: required(values.token ?? adminToken, '--token'),
      },
      asked: askedBy(command, values),
    };
  }
  return {
    command: 'run',
    port: portFrom(values.port),
    host: values.host,
    store: storeFrom(values.store, variable(environment, 'DATABASE_URL')),
    residentsFile: values.residents,
    populationSize: populationFrom(values.population),
    trustedProxies: proxiesFrom(values['trust-proxy']),
    cityApp: values['city-app'],
    adminToken,
    keyEncryptionKey: variable(environment, 'YIZHAN_KEY_ENCRYPTION_KEY'),
  };
};
