import { spawn } from 'node:child_process';
import { join } from 'node:path';

const steps = join(import.meta.dirname, 'print-and-wait.ipptool');

/** How long one job took ipptool, milliseconds. */
export interface IpptoolJob {
  /** From the Print-Job request to the reply that said `completed`, as its output shows them. */
  readonly job: number;
  /** The whole process. */
  readonly process: number;
}

/** Prints a file with CUPS' ipptool and waits for `completed`; rejects with its words where that fails. */
export const printWithIpptool = (printerUri: string, file: string): Promise<IpptoolJob> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn('ipptool', ['-t', '-f', file, printerUri, steps], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    let asked: number | null = null;
    let completed: number | null = null;
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      words += chunk;
    });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      words += chunk;
      // It writes the name of a step before its request, and PASS when the reply is as expected.
      if (/^ +print /m.test(words)) asked ??= performance.now();
      if ((words.match(/PASS\]/g)?.length ?? 0) === 2) completed ??= performance.now();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0 || asked === null || completed === null) {
        reject(new Error(`ipptool ended with ${code}: ${words}`));
      } else {
        resolve({ job: completed - asked, process: performance.now() - start });
      }
    });
  });
