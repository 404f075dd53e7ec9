import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A D-Bus daemon of its own for programs that insist on a system bus, such as ippeveprinter and cupsd. */
export interface PrivateDbus {
  /** Environment that leads a child process to it. */
  readonly environment: { readonly DBUS_SYSTEM_BUS_ADDRESS: string };
  stop(): Promise<void>;
}

/** Starts one; needs neither systemd nor a running system bus. Rejects with what the daemon said if it does not start. */
export const startPrivateDbus = async (): Promise<PrivateDbus> => {
  // Socket paths have at most 107 octets, so the folder has a short name.
  const folder = await mkdtemp(join(tmpdir(), 'dbus-'));
  const configuration = join(folder, 'bus.conf');
  await writeFile(
    configuration,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow user="*"/>
    <allow send_destination="*"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
`,
  );
  const daemon = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await endProcess(daemon);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await firstLine(daemon);
    return { environment: { DBUS_SYSTEM_BUS_ADDRESS: address }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The first line that a child process writes to its standard output; rejects if it ends before. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    let complaints = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      complaints += chunk;
    });
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const end = output.indexOf('\n');
      if (end >= 0) {
        resolve(output.slice(0, end));
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${complaints}`)));
  });

/** Ends a child process and waits until it is gone; asks first, kills after three seconds. */
export const endProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(impatience);
};
