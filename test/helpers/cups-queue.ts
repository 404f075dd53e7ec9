import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, untilListening } from './ippeveprinter.ts';
import { endProcess, startPrivateDbus } from './private-dbus.ts';

/** A cupsd of its own, on a free port and in a temporary folder, with one queue in front of an IPP printer. */
export interface CupsQueue {
  readonly uri: string;
  stop(): Promise<void>;
}

const queueName = 'kiosk';
const run = promisify(execFile);

/** Folders that cupsd wants; all of them below the temporary one. */
const folders = ['root', 'spool', 'spool/tmp', 'cache', 'state', 'log'] as const;

const filesConfiguration = (folder: string): string => `ServerRoot ${folder}/root
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
CacheDir ${folder}/cache
StateDir ${folder}/state
ErrorLog ${folder}/log/error
AccessLog ${folder}/log/access
PageLog ${folder}/log/page
ServerKeychain ${folder}/root
FatalErrors none
`;

const daemonConfiguration = (folder: string, port: number): string => `Listen localhost:${port}
Listen ${folder}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
MaxJobTime 0
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Location /admin>
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

/** Starts the daemon and adds a queue of the "everywhere" kind (driverless) for `printerUri`. */
export const startCupsQueue = async (printerUri: string): Promise<CupsQueue> => {
  const folder = await mkdtemp(join(tmpdir(), 'cups-'));
  const bus = await startPrivateDbus();
  // cupsd runs its backends as another user when it is root itself.
  await chmod(folder, 0o755);
  for (const name of folders) {
    await mkdir(join(folder, name), { mode: 0o755 });
  }
  const port = await freePort();
  await writeFile(join(folder, 'cups-files.conf'), filesConfiguration(folder));
  await writeFile(join(folder, 'cupsd.conf'), daemonConfiguration(folder, port));
  // PDF goes through as it is: the filters that usually prepare it are another package (cups-filters).
  await writeFile(
    join(folder, 'root', 'pass-through.convs'),
    'application/pdf application/vnd.cups-pdf 0 -\n',
  );
  const environment = {
    ...process.env,
    ...bus.environment,
    PATH: `${process.env.PATH}:/usr/sbin`,
    CUPS_SERVER: `localhost:${port}`,
  };
  const daemon = spawn(
    'cupsd',
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')],
    { env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let words = '';
  daemon.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-2_000);
  });
  daemon.once('error', (error) => {
    words += error.message;
  });
  const stop = async (): Promise<void> => {
    await endProcess(daemon);
    await bus.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(port, () => daemon.exitCode === null && daemon.pid !== undefined);
    await run('lpadmin', ['-p', queueName, '-E', '-v', printerUri, '-m', 'everywhere'], { env: environment });
  } catch (error) {
    const log = await readFile(join(folder, 'log', 'error'), 'utf8').catch(() => '');
    await stop();
    throw new Error(`no CUPS queue: ${words}\n${log.slice(-2_000)}`, { cause: error });
  }
  return { uri: `ipp://localhost:${port}/printers/${queueName}`, stop };
};
