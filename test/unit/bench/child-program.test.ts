import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ChildProgram, startProgram } from '../../../bench/queue/child-program.ts';

/** Starts a program of this text, ended with the test. */
const start = (text: string): ChildProgram => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-child-'));
  const file = join(folder, 'program.mjs');
  writeFileSync(file, text);
  const program = startProgram(file, []);
  onTestFinished(async () => {
    await program.stop();
    rmSync(folder, { recursive: true });
  });
  return program;
};

test('what a program says comes line by line', async () => {
  const program = start(`console.log('{"first":1}'); console.log('2');`);
  await expect(program.line()).resolves.toEqual({ first: 1 });
  await expect(program.line()).resolves.toBe(2);
});

test('a program that ends without a result is a failure with its last words', async () => {
  const program = start(`process.stderr.write('no disk'); process.exitCode = 3;`);
  await expect(program.line()).rejects.toThrow('ended without a result: no disk');
});

test('a program that says nothing is not waited for for ever', async () => {
  const program = start('setInterval(() => undefined, 1_000);');
  await expect(program.line(1)).rejects.toThrow('said nothing for 1 ms');
});
