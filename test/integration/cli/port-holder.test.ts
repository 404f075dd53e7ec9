import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPortHolder } from '../../../electron/cli/devices/port-holder.ts';
import { temporaryFolder } from '../../helpers/serial-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let port: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  port = join(folder.path, 'port');
  await writeFile(port, '');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await folder.remove();
});

/** Starts a program that has the port open as its descriptor 9; gives its process number once it has. */
const programThat = async (does: 'opens' | 'locks'): Promise<number> => {
  const lock = does === 'locks' ? 'flock 9; ' : '';
  const child = spawn('sh', ['-c', `exec 9<"$1"; ${lock}echo ready; exec cat`, 'sh', port], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return Number(child.pid);
};

describe('who holds a port', () => {
  it('is nobody where nobody has it open, and where there is no such file', async () => {
    expect(await findPortHolder(port)).toBeNull();
    expect(await findPortHolder(join(folder.path, 'other'))).toBeNull();
  });

  it('is who has it open', async () => {
    const processId = await programThat('opens');
    expect(await findPortHolder(port)).toEqual({ processId, name: 'cat', isKiosk: false });
  });

  it('is who locked it, not one that has it open as well, whoever of them came first', async () => {
    await programThat('opens');
    const processId = await programThat('locks');
    await programThat('opens');
    expect(await findPortHolder(port)).toMatchObject({ processId });
  });
});
