import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Target } from '../../../platform/conformance/target.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';

const { name, sex, idNumber } = demonstrationResident;

/** The demonstration's resident, for whom the reference platform can issue every kind of certificate. */
export const synthetic: NonNullable<Target['holder']> = { name, sex, idNumber };

const program = fileURLToPath(new URL('../../../platform/conformance/main.ts', import.meta.url));

export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the suite as `npm run platform:conformance` does, and waits for its end. */
export const runProgram = (...args: readonly string[]): Promise<ProgramEnd> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
    );
  });
