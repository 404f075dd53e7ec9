import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname, isAbsolute } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../../device/clock.ts';
import { decodeBitmap } from './bitmap.ts';
import {
  isPhotoBlock,
  type PhotoDecoder,
  type PhotoFailure,
  type PhotoOutcome,
  photoSize,
} from './photo-decoder.ts';

export interface VendorProgramOptions {
  /** Absolute path of the program. It is run as it is, without a shell. */
  readonly program: string;
  readonly arguments?: readonly string[];
  readonly clock: Clock;
  /** How long one photo may take, milliseconds; 3000 unless told otherwise. */
  readonly timeout?: number;
}

const defaultTimeout = 3000;

/** Length of a photo as plain pixels. */
const rawLength = photoSize.width * photoSize.height * 3;
/** More than any picture of that size needs: 51,408 bytes of pixels with 32 bits each, and a header. */
const maximumOutput = 64 * 1024;

type RunOutcome =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly reason: PhotoFailure; readonly detail: string };

/** Ends a program and, where the system has groups of processes, what it has started itself. */
const kill = (processId: number | undefined): void => {
  if (processId === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? processId : -processId, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
};

const start = (options: VendorProgramOptions): ChildProcessByStdio<Writable, Readable, null> =>
  spawn(options.program, options.arguments ?? [], {
    shell: false,
    // It gets the photo and nothing else: no variables, no folder of ours, no open files.
    env: {},
    cwd: dirname(options.program),
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });

/** Runs the program once, `input` on its standard input; resolves with what it wrote to its standard output. */
const run = (options: VendorProgramOptions, input: Uint8Array): Promise<RunOutcome> =>
  new Promise((resolve) => {
    const timeout = options.timeout ?? defaultTimeout;
    const child = start(options);
    const parts: Buffer[] = [];
    let length = 0;

    const settle = (outcome: RunOutcome): void => {
      cancelTimeout();
      for (const part of parts.splice(0)) part.fill(0);
      resolve(outcome);
    };
    const breakOff = (reason: PhotoFailure, detail: string): void => {
      child.stdout.removeAllListeners('data');
      child.removeAllListeners('close');
      kill(child.pid);
      child.stdin.destroy();
      child.stdout.destroy();
      settle({ ok: false, reason, detail });
    };
    const cancelTimeout = options.clock.after(timeout, () =>
      breakOff('decoder-timed-out', `no picture within ${timeout} ms`),
    );

    child.once('error', (error) => {
      child.removeAllListeners('close');
      settle({
        ok: false,
        reason: 'decoder-not-started',
        detail: 'code' in error ? String(error.code) : error.name,
      });
    });
    child.once('close', (code, signal) =>
      settle(
        code === 0
          ? { ok: true, output: Buffer.concat(parts) }
          : { ok: false, reason: 'decoder-failed', detail: `ended with ${signal ?? code}` },
      ),
    );
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > maximumOutput) breakOff('not-a-picture', `more than ${maximumOutput} bytes`);
    });
    // A program that does not read all of its input is judged by its output.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });

const pictureOf = (output: Uint8Array): PhotoOutcome => {
  if (output.length === rawLength) return { ok: true, ...photoSize, rgb: Uint8Array.from(output) };
  const decoded = decodeBitmap(output);
  if (!decoded.ok) return { ok: false, reason: 'not-a-picture', detail: decoded.reason };
  const { width, height, rgb } = decoded.picture;
  if (width !== photoSize.width || height !== photoSize.height) {
    return { ok: false, reason: 'not-a-picture', detail: `${width} × ${height}` };
  }
  return { ok: true, ...photoSize, rgb };
};

/**
 * Decodes photos by a program that the reader's vendor ships: it reads the 1024 bytes from its standard input and writes a
 * bitmap, or plain RGB from the top row, to its standard output. One process a photo; nothing touches the disk; a program
 * that hangs, or writes too much, is killed.
 */
export const createVendorProgramDecoder = (options: VendorProgramOptions): PhotoDecoder => {
  if (!isAbsolute(options.program)) throw new RangeError('the program needs an absolute path');
  return {
    async decode(wlt) {
      if (!isPhotoBlock(wlt)) {
        return { ok: false, reason: 'not-a-photo-block', detail: `${wlt.length} bytes` };
      }
      const outcome = await run(options, wlt);
      if (!outcome.ok) return outcome;
      const picture = pictureOf(outcome.output);
      outcome.output.fill(0);
      return picture;
    },
  };
};
