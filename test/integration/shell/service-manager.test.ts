import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectServiceManager, watchdogInterval } from '../../../electron/main/service-manager.ts';
import { systemTimers } from '../../../electron/main/timers.ts';

/** What systemd does: a datagram socket of the Unix kind. Perl is on every Debian. */
const listener = `
use IO::Socket::UNIX;
my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die;
$| = 1;
print "listening\\n";
while (defined $socket->recv(my $message, 4096)) { $message =~ s/\\n/ /g; print "$message\\n" }
`;

const listen = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-notify-'));
  const path = join(folder, 'notify');
  const child = spawn('perl', ['-e', listener, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const messages: string[] = [];
  const lines = createInterface({ input: child.stdout });
  onTestFinished(async () => {
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  await once(lines, 'line');
  lines.on('line', (line) => messages.push(line));
  return { path, messages };
};

describe('a kiosk under systemd', () => {
  it('tells a real datagram socket that it is ready, gives signs of life, and says when it ends', async () => {
    const { path, messages } = await listen();
    // systemd-notify reads it from its own environment.
    vi.stubEnv('NOTIFY_SOCKET', path);
    onTestFinished(() => void vi.unstubAllEnvs());
    let well = true;
    const manager = connectServiceManager({
      environment: { NOTIFY_SOCKET: path, WATCHDOG_USEC: '200000' },
      isWell: () => well,
      timers: systemTimers,
    });
    const said = (word: string): number => messages.filter((message) => message.includes(word)).length;
    manager.ready();
    manager.ready();
    await expect.poll(() => said('READY=1')).toBe(1);
    await expect.poll(() => said('WATCHDOG=1')).toBeGreaterThan(2);
    well = false;
    manager.stopping();
    await expect.poll(() => said('STOPPING=1')).toBe(1);
  });

  it('gives signs of life twice in the time that systemd waits, as long as it is well', () => {
    expect(watchdogInterval({ WATCHDOG_USEC: '30000000' })).toBe(15_000);
    for (const value of [undefined, '', '0', '-1', 'soon']) {
      expect(watchdogInterval({ WATCHDOG_USEC: value })).toBeNull();
    }
    const sent: string[] = [];
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let well = true;
    connectServiceManager({
      environment: { NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '30000000' },
      isWell: () => well,
      timers: systemTimers,
      send: (message) => sent.push(message),
    });
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual(Array.from({ length: 4 }, () => 'WATCHDOG=1'));
    well = false;
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(4);
  });

  it('says nothing where no systemd started it', () => {
    const sent: string[] = [];
    const manager = connectServiceManager({
      environment: {},
      isWell: () => true,
      timers: systemTimers,
      send: (message) => sent.push(message),
    });
    manager.ready();
    manager.stopping();
    expect(sent).toEqual([]);
  });
});
