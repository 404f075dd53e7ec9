import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, startPrivateDbus } from './private-dbus.ts';

/**
 * CUPS' own IPP printer (`ippeveprinter`, Debian package cups-ipp-utils) on a free port, with a folder and a D-Bus of
 * its own. What a job does is chosen by its name, through a print command:
 *
 * - `…abort…`: fails with an ERROR line and exit status 1;
 * - `…paper-out…`: reports media-empty and waits until `refillTray()` was called;
 * - any other: reports one impression a page and ends well.
 */
export interface IppEvePrinter {
  readonly port: number;
  readonly uri: string;
  readonly secureUri: string;
  /** Puts so many sheets of A4 (0–25) into both trays; 25 at the start. Without paper a job does not begin. */
  loadTray(sheets: number): Promise<void>;
  /** Lets jobs named `…paper-out…` go on. */
  refillTray(): Promise<void>;
  /** Folder in which it keeps what it was sent. */
  readonly spool: string;
  /** Documents that were kept in the spool. */
  spooledDocuments(): Promise<readonly Uint8Array[]>;
  /** Stops the process in its tracks (SIGSTOP): it keeps its connections and answers nothing; `false` wakes it. */
  freeze(frozen: boolean): void;
  stop(): Promise<void>;
}

/** The command gets the file name as its argument; its standard error drives the printer's attributes. */
const printCommand = (folder: string): string => `#!/bin/sh
case "$IPP_JOB_NAME" in
  *abort*)
    echo "ERROR: The fuser has failed." >&2
    exit 1
    ;;
  *paper-out*)
    echo "STATE: +media-empty,media-needed" >&2
    # Ends with the folder, so that a killed printer leaves nothing behind.
    while [ -d "${folder}" ] && [ ! -e "${folder}/paper" ]; do sleep 0.05; done
    echo "STATE: -media-empty,media-needed" >&2
    ;;
esac
echo "ATTR: job-impressions=1" >&2
echo "ATTR: job-impressions-completed=1" >&2
exit 0
`;

/** Starts one; rejects with its last words if it does not come up within ten seconds. */
export const startIppEvePrinter = async (): Promise<IppEvePrinter> => {
  const folder = await mkdtemp(join(tmpdir(), 'ippeve-'));
  const bus = await startPrivateDbus();
  const spool = join(folder, 'spool');
  const command = join(folder, 'print.sh');
  await mkdir(spool);
  await writeFile(command, printCommand(folder));
  await chmod(command, 0o755);
  const port = await freePort();
  const child = spawn(
    'ippeveprinter',
    // biome-ignore format: option and value belong on one line
    [
      '-r', 'off', // no DNS-SD
      '-n', 'localhost',
      '-p', String(port),
      '-d', spool,
      '-k', // keep the documents
      '-K', folder, // keys and certificates, else they land in /etc/cups/ssl
      '-f', 'application/pdf,image/pwg-raster',
      '-2', '-s', '20,15', // colour, both sides
      '-M', 'Kiosk', '-m', 'ColourA4',
      '-c', command,
      'Kiosk printer',
    ],
    // /usr/sbin is missing from the PATH of ordinary users.
    {
      env: { ...process.env, ...bus.environment, PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-2_000);
  });
  child.once('error', (error) => {
    words += error.message;
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGCONT');
    await endProcess(child);
    await bus.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const loadTray = async (sheets: number): Promise<void> => {
    // Both trays: one that is empty, whichever, makes this printer wait.
    const trays = [1, 2].map(
      (tray) => `size${tray}=iso_a4_210x297mm&type${tray}=stationery&level${tray}=${sheets}`,
    );
    await (await fetch(`http://localhost:${port}/media?${trays.join('&')}`)).arrayBuffer();
  };
  try {
    await untilListening(port, () => child.exitCode === null && child.pid !== undefined);
    await loadTray(25);
  } catch (error) {
    await stop();
    throw new Error(`ippeveprinter did not start: ${words}`, { cause: error });
  }
  return {
    port,
    spool,
    loadTray,
    uri: `ipp://localhost:${port}/ipp/print`,
    secureUri: `ipps://localhost:${port}/ipp/print`,
    refillTray: () => writeFile(join(folder, 'paper'), ''),
    async spooledDocuments() {
      const names = (await readdir(spool)).filter((entry) => entry.endsWith('.pdf'));
      return Promise.all(names.map((entry) => readFile(join(spool, entry))));
    },
    freeze: (frozen) => {
      child.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
    },
    stop,
  };
};

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

/** Resolves when something accepts connections on the port; rejects after ten seconds or when `alive` turns false. */
export const untilListening = async (port: number, alive: () => boolean): Promise<void> => {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = net.connect({ host: 'localhost', port });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (accepted) {
      return;
    }
    if (!alive() || performance.now() > deadline) {
      throw new Error(`nothing listens on port ${port}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
};
