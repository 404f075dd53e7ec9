import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { doctorCommand } from '../../../electron/cli/commands/doctor.ts';

let folder: string;
let silentPrinter: Server;
let lines: Socket[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-doctor-'));
  lines = [];
  silentPrinter = createServer((line) => lines.push(line.on('error', () => undefined)));
  silentPrinter.listen(0, '127.0.0.1');
  await once(silentPrinter, 'listening');
});
afterEach(() => {
  for (const line of lines) line.destroy();
  silentPrinter.close();
  rmSync(folder, { recursive: true });
});

/** Examines a kiosk whose printer takes up the line and says nothing. */
const examine = (interrupted: AbortSignal) => {
  const { port } = silentPrinter.address() as AddressInfo;
  const printer = `ipp://127.0.0.1:${port}/ipp/print`;
  const prepared = doctorCommand.prepare({ json: true, show: false }, [], { printer }, null, folder);
  if (!prepared.ok) throw new Error(prepared.problem);
  return prepared.request({
    clock: systemClock,
    write: () => undefined,
    tell: () => undefined,
    ask: async () => null,
    newId: () => 'id',
    interrupted,
    insisted: new AbortController().signal,
  });
};

describe('yizhan doctor', () => {
  it('that is interrupted while it asks a device tells that, and not how a kiosk without devices would be', async () => {
    const interruption = new AbortController();
    const report = examine(interruption.signal);
    await once(silentPrinter, 'connection');
    interruption.abort();
    expect(await report).toMatchObject({
      exitCode: 130,
      document: { command: 'doctor', ok: false, interrupted: true },
    });
  });
});
