import { parseArgs } from 'node:util';
import type { StoreLocation } from './store/open-store.ts';

export const usage = `Usage: node platform/main.ts [--port PORT] [--host ADDRESS] [--store FOLDER] [--residents FILE]
           [--population NUMBER]
       node platform/main.ts enrolment-code --url URL --station CODE [--token TOKEN]

Runs the platform:
  --port       TCP port (default 8787; 0 lets the system choose)
  --host       interface to listen on (default 127.0.0.1: this machine only)
  --store      folder of the store; without it DATABASE_URL counts, without that everything is in memory
  --residents  JSON list of synthetic residents: [{ "idNumber", "name", "sex", "properties"? }]
  --population people of the synthetic city, 0 to 20000 (default 3000)

Asks a running platform for a code with which a kiosk of a station is enrolled, once, within a day:
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
      readonly command: 'enrolment-code';
      readonly url: string;
      readonly token: string;
      readonly stationCode: string;
    }
  | {
      readonly command: 'run';
      readonly port: number;
      readonly host: string;
      readonly store: StoreLocation;
      readonly residentsFile: string | undefined;
      readonly populationSize: number;
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

const required = (value: string | undefined, option: string): string => {
  if (value === undefined) {
    throw new Error(`${option} is missing`);
  }
  return value;
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
      url: { type: 'string' },
      token: { type: 'string' },
      station: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (rest.length > 0 || (command !== undefined && command !== 'enrolment-code')) {
    throw new Error(`"${positionals.join(' ')}" is no command`);
  }
  if (values.help) {
    return { command: 'help' };
  }
  const adminToken = variable(environment, 'YIZHAN_ADMIN_TOKEN');
  if (command === 'enrolment-code') {
    return {
      command,
      url: required(values.url, '--url'),
      token: required(values.token ?? adminToken, '--token'),
      stationCode: required(values.station, '--station'),
    };
  }
  return {
    command: 'run',
    port: portFrom(values.port),
    host: values.host,
    store: storeFrom(values.store, variable(environment, 'DATABASE_URL')),
    residentsFile: values.residents,
    populationSize: populationFrom(values.population),
    adminToken,
    keyEncryptionKey: variable(environment, 'YIZHAN_KEY_ENCRYPTION_KEY'),
  };
};
