import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { adminTokenFile, createAdminToken } from './admin/admin-token.ts';
import { runAdministrationCommand } from './admin/administration-commands.ts';
import { type Command, readCommandLine, usage } from './command-line.ts';
import { type SeedResident, seedResidentsSchema } from './seed/seed-resident.ts';
import { startPlatform } from './server.ts';
import type { StoreLocation } from './store/open-store.ts';

const residentsFrom = (file: string | undefined): SeedResident[] =>
  file === undefined ? [] : seedResidentsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** How the administration is reached, for whoever started the platform. */
const administrationHint = (url: string, store: StoreLocation, ownToken: string | undefined): string => {
  const enrol = (token: string): string =>
    `node platform/main.ts enrolment-code --url ${url} --station CODE --token ${token}`;
  if (ownToken !== undefined) {
    return `Administration: ${url}/admin/v1, bearer token ${ownToken} (this run only)\n  ${enrol(ownToken)}\n`;
  }
  if (store !== 'memory' && 'folder' in store) {
    const file = adminTokenFile(store.folder);
    return `Administration: ${url}/admin/v1, bearer token in ${file}\n  ${enrol(`"$(cat ${file})"`)}\n`;
  }
  return 'Administration over HTTP is off: set YIZHAN_ADMIN_TOKEN to turn it on\n';
};

const runPlatform = async (options: Extract<Command, { command: 'run' }>): Promise<void> => {
  const { store, adminToken } = options;
  // A store in memory has nowhere to keep a token.
  const ownToken = store === 'memory' && adminToken === undefined ? createAdminToken() : undefined;
  const token = adminToken ?? ownToken;
  const platform = await startPlatform({
    port: options.port,
    host: options.host,
    store,
    residents: residentsFrom(options.residentsFile),
    populationSize: options.populationSize,
    trustedProxies: options.trustedProxies,
    cityApp: options.cityApp,
    logger: pino({ level: 'warn' }, process.stderr),
    ...(token !== undefined && { adminToken: token }),
    ...(options.keyEncryptionKey !== undefined && { keyEncryptionKey: options.keyEncryptionKey }),
  });
  process.stdout.write(`${JSON.stringify({ url: platform.url, rootKey: platform.rootKey })}\n`);
  process.stderr.write(
    adminToken === undefined
      ? administrationHint(platform.url, store, ownToken)
      : `Administration: ${platform.url}/admin/v1, bearer token as in YIZHAN_ADMIN_TOKEN\n`,
  );

  const stop = (): void => {
    void platform.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

const run = async (command: Command): Promise<void> => {
  switch (command.command) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'administration': {
      const { result, note } = await runAdministrationCommand(command.address, command.asked);
      process.stdout.write(`${result}\n`);
      process.stderr.write(`${note}\n`);
      return;
    }
    case 'run':
      return runPlatform(command);
  }
};

const fail = (error: unknown, hint = ''): void => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${hint}`);
  process.exitCode = 1;
};

/** Only what was typed wrongly is answered with how it is typed. */
const readCommand = (): Command | undefined => {
  try {
    return readCommandLine(process.argv.slice(2), process.env);
  } catch (error) {
    fail(error, `\n${usage}`);
    return undefined;
  }
};

const command = readCommand();
if (command !== undefined) {
  await run(command).catch((error: unknown) => fail(error));
}
