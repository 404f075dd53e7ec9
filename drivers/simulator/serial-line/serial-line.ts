import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, rm, symlink } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Duplex } from 'node:stream';

/**
 * A serial cable between a simulator in this process and a real tty: socat makes a pseudo terminal, whose other end
 * is `stream`. What opens `devicePath` cannot tell it from a port, except that it has no modem lines and no pace.
 */
export interface SerialLine {
  /** What the kiosk opens. */
  readonly devicePath: string;
  /** The device's end. It outlives unplugging; what is written while unplugged is lost. */
  readonly stream: Duplex;
  /** Pulls the cable: a hang-up for whoever has the port open, and the path is gone. */
  unplug(): Promise<void>;
  /** Brings the same path back. */
  plug(): Promise<void>;
  /** Replaces the port by one that another program holds locked: opening it is refused until `plug()`. */
  occupy(): Promise<void>;
  /** Unplugs for good. */
  close(): Promise<void>;
}

interface Terminal {
  /** The pseudo terminal, `/dev/pts/N`. */
  readonly path: string;
  readonly socat: ChildProcess;
  /** Holds the lock, where the port is occupied. */
  readonly holder: ChildProcess | null;
}

/** Ends a child at once and waits until the system has let go of it. */
const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

/** First line of a child's output that `pattern` matches; rejects where the child ends before. */
const lineOf = (child: ChildProcess, output: NodeJS.ReadableStream, pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      const found = pattern.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${child.spawnfile} ended with ${code} before it was ready`)),
    );
  });

const openTerminal = async (): Promise<{ path: string; socat: ChildProcess }> => {
  // Two -d: the name of the terminal is told on stderr. The speed of a real port is not imitated.
  const socat = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
  return { socat, path: await lineOf(socat, socat.stderr, / PTY is (\S+)/) };
};

/** Locks a terminal as another program would that has it open (flock(2), as serialport does). */
const holdLock = async (path: string): Promise<ChildProcess> => {
  const holder = spawn('flock', ['--exclusive', path, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await lineOf(holder, holder.stdout, /^(held)$/);
  return holder;
};

/** Removes a link left by a process that was killed; anything but a link is left alone and refused. */
const removeLink = async (path: string): Promise<void> => {
  const found = await lstat(path).catch(() => null);
  if (!found) return;
  if (!found.isSymbolicLink()) throw new Error(`${path} exists and is not a link`);
  await rm(path, { force: true });
};

/** Makes a line at `devicePath`, plugged in. Needs `socat`; `occupy()` needs `flock` (util-linux). */
export const createSerialLine = async (devicePath: string): Promise<SerialLine> => {
  let terminal: Terminal | null = null;

  const stream = new Duplex({
    read() {},
    write(bytes: Uint8Array, _encoding, done) {
      const input = terminal?.socat.stdin;
      if (input?.writable) input.write(bytes);
      done();
    },
  });

  const connect = async (occupied: boolean): Promise<void> => {
    const { path, socat } = await openTerminal();
    socat.stdout?.on('data', (bytes: Uint8Array) => stream.push(bytes));
    // Writing to a line that is just being unplugged fails; that is what unplugging means.
    socat.stdin?.on('error', () => {});
    terminal = { path, socat, holder: occupied ? await holdLock(path) : null };
    await removeLink(devicePath);
    await symlink(path, devicePath);
  };

  const disconnect = async (): Promise<void> => {
    const old = terminal;
    if (!old) return;
    terminal = null;
    await removeLink(devicePath);
    await end(old.socat);
    if (old.holder) await end(old.holder);
  };

  await connect(false);
  return {
    devicePath,
    stream,
    unplug: disconnect,
    async plug() {
      if (terminal && !terminal.holder) return;
      await disconnect();
      await connect(false);
    },
    async occupy() {
      await disconnect();
      await connect(true);
    },
    async close() {
      await disconnect();
      stream.destroy();
    },
  };
};
