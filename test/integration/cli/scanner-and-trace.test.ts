import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linXiaolan } from '../../../drivers/simulator/residents/residents.ts';
import {
  createReaderLine,
  documentOf,
  documentsOf,
  endCommands,
  type ReaderLine,
  type RunningCommand,
  runCommand,
  startCommand,
} from './command-line-world.ts';

let port: ReaderLine;
beforeEach(async () => {
  port = await createReaderLine();
});
afterEach(async () => {
  endCommands();
  await port.close();
});

describe('scan', () => {
  const code = 'https://潇湘市.example/dynamic?token=8e2f';

  /** Sends again and again, because a code that comes before the port is open is lost. */
  const scanUntilEnded = async (command: RunningCommand, bytes: Uint8Array) => {
    const again = setInterval(() => port.line.stream.write(bytes), 200);
    return command.ended.finally(() => clearInterval(again));
  };
  const scan = (...more: string[]) => startCommand(['device', 'scan', '--port', port.path, ...more]);

  it('tells kind and length of a code, and not what it says', async () => {
    const ended = await scanUntilEnded(scan('--json'), Buffer.from(`]Q1${code}\r\n`));
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toEqual({
      command: 'scan',
      ok: true,
      masked: true,
      characters: [...code].length,
      symbology: 'qr-code',
    });
    expect(ended.stdout + ended.stderr).not.toContain('8e2f');
  });

  it('prints it with --show', async () => {
    const ended = await scanUntilEnded(scan('--show'), Buffer.from(`${code}\r`));
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain(code);
  });

  it('cannot be made to write control characters to the terminal', async () => {
    const ended = await scanUntilEnded(scan('--show'), Buffer.from('a\u001b[2Jb\r'));
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toContain('control-characters');
    expect(ended.stdout + ended.stderr).not.toContain('\u001b');
  });

  it('ends with 3 and no-code where none is held out in time', async () => {
    const ended = await scan('--timeout', '0.8', '--json').ended;
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ fault: { device: 'qrScanner', code: 'no-code' } });
  });

  it('ends with 3 where the port is not there', async () => {
    await port.line.unplug();
    const ended = await scan('--json').ended;
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ fault: { code: 'port-not-found', actor: 'staff' } });
  });

  it('tells that the scanner was unplugged while it waits', async () => {
    const command = scan('--json');
    await command.until('stderr', /Hold a code/);
    // Held by the command as soon as its status would be online; unplugging before only changes the reason.
    await port.line.unplug();
    const ended = await command.ended;
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({
      fault: { code: expect.stringMatching(/^port-(closed|not-found)$/) },
    });
  });

  it('has no scanner on HID to take here, and says so', async () => {
    const ended = await runCommand(['device', 'scan', '--port', 'hid:0000:0000', '--json']);
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({
      fault: { code: expect.stringMatching(/^(port-not-found|hid-support-missing)$/) },
    });
  });

  it('is asked for its status like a reader', async () => {
    const ended = await runCommand([
      'device',
      'status',
      '--device',
      'scanner',
      '--port',
      port.path,
      '--json',
    ]);
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toMatchObject({ devices: [{ device: 'qrScanner', state: 'online' }] });
  });
});

describe('trace', () => {
  const trace = (...more: string[]) => startCommand(['device', 'trace', '--port', port.path, ...more]);

  it('shows frames as they come until Ctrl+C, with contents masked', async () => {
    const command = trace();
    await command.until('stdout', /← .* no-card/);
    port.simulator.layCard(linXiaolan);
    await command.until('stdout', /→ .* readCard\n/);
    await command.until('stdout', /1285 bytes hidden/);
    command.signal('SIGINT');
    const { exitCode, stdout, stderr } = await command.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}→ AA AA AA 96 69 00 03 11 FF ED +status\n\d\d:\d\d:\d\d\.\d{3} {2}← AA AA AA 96 69 00 04 00 00 90 94 +done\n/,
    );
    // 1295 bytes in all, of which preamble, length and status are shown.
    expect(stdout).toMatch(/← AA AA AA 96 69 05 08 00 00 90 \(1285 bytes hidden\) +done\n/);
    // The name as the card has it, UTF-16LE.
    const name = Buffer.from(linXiaolan.card.name, 'utf16le').toString('hex').toUpperCase();
    expect(stdout.replaceAll(' ', '')).not.toContain(name);
    expect(stderr).toMatch(/\d+ frames\.\n/);
  });

  it('prints a document a line with --json, and how it ended', async () => {
    const ended = await trace('--json', '--timeout', '2').ended;
    expect(ended.exitCode).toBe(0);
    const documents = documentsOf(ended);
    expect(documents[0]).toMatchObject({ type: 'status', device: 'idCardReader', state: 'starting' });
    expect(documents).toContainEqual({
      type: 'frame',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      direction: 'sent',
      hex: 'AAAAAA96690003200122',
      hiddenBytes: 0,
      meaning: 'findCard',
    });
    expect(documents).toContainEqual(
      expect.objectContaining({ type: 'repeated', direction: 'received', meaning: 'no-card' }),
    );
    const seen = documents.reduce(
      (sum, { type, times }) => sum + (type === 'frame' ? 1 : type === 'repeated' ? Number(times) : 0),
      0,
    );
    expect(documents.at(-1)).toEqual({ type: 'end', ok: true, frames: seen });
  });

  it('ends when nobody reads it any more', async () => {
    const command = trace('--json');
    await command.until('stdout', /no-card/);
    command.closeOutput();
    // Something new to be told.
    port.simulator.layCard(linXiaolan);
    expect((await command.ended).exitCode).toBe(0);
  });

  it('goes on through a silent reader, and ends with 3', async () => {
    port.simulator.setFault({ fault: { kind: 'silent' } });
    const ended = await trace('--json', '--timeout', '3').ended;
    expect(ended.exitCode).toBe(3);
    const documents = documentsOf(ended);
    expect(documents.filter(({ type }) => type === 'frame').length).toBeGreaterThan(0);
    expect(documents.at(-1)).toMatchObject({ type: 'end', ok: false, fault: { code: 'no-answer' } });
  });

  it('shows garbage by its length only', async () => {
    port.simulator.setFault({ fault: { kind: 'garbage-before' } });
    const command = trace('--json');
    await command.until('stdout', /"direction":"junk"/);
    command.signal('SIGTERM');
    const junk = documentsOf(await command.ended).filter(({ direction }) => direction === 'junk');
    expect(junk.every(({ hex, hiddenBytes }) => hex === '' && Number(hiddenBytes) > 0)).toBe(true);
  });

  it('ends when the cable is pulled', async () => {
    const command = trace('--json');
    await command.until('stdout', /no-card/);
    await port.line.unplug();
    const ended = await command.ended;
    expect(ended.exitCode).toBe(3);
    expect(documentsOf(ended).at(-1)).toMatchObject({
      ok: false,
      fault: { code: expect.stringMatching(/^port-(closed|not-found)$/), actor: 'staff' },
    });
  });

  it('shows a scanner without its codes', async () => {
    const command = trace('--device', 'scanner', '--json');
    await command.until('stdout', /"state":"online"/);
    port.line.stream.write(Buffer.from(']Q1personal-token\r\n'));
    await command.until('stdout', /"type":"frame"/);
    command.signal('SIGINT');
    const ended = await command.ended;
    expect(ended.exitCode).toBe(0);
    expect(documentsOf(ended)).toContainEqual(
      expect.objectContaining({
        type: 'frame',
        direction: 'received',
        hex: '',
        hiddenBytes: 14,
        meaning: ']Q1',
      }),
    );
    expect(ended.stdout).not.toContain('personal');
  });
});
