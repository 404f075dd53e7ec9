import { spawn } from 'node:child_process';
import { failed } from './outcome.mjs';

/** Room for the kiosk's portrait window (1080×1920) and the dev dock beside it, in pixels and bits. */
const screen = '3000x2000x24';

/**
 * A shell holds the server and ends it when its own standard input closes, so that no server outlives this process,
 * however this process ends. Descriptor 3 is closed in the shell: only the server writes to it.
 */
const keeper = '"$@" & server=$!; exec 3>&-; read -r end; kill "$server" 2>/dev/null; wait "$server"';

/**
 * Starts an X server without a screen, on a free display number that it finds itself.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ ok: true, display: string, stop: () => Promise<void> } | import('./outcome.mjs').StepFailed>}
 *   `display` as in DISPLAY, ":99"
 */
export const startVirtualDisplay = (environment) =>
  new Promise((resolve) => {
    const server = ['Xvfb', '-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
    // In a process group of its own: Ctrl-C must reach the windows first, and the display last.
    const child = spawn('sh', ['-c', keeper, 'sh', ...server], {
      env: environment,
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    const [keeperInput, , errors, numbers] = child.stdio;
    if (!keeperInput || !errors || !numbers) throw new Error('spawn gave no pipes');
    const ended = new Promise((resolveEnd) => child.once('exit', resolveEnd));
    const stop = async () => {
      child.ref();
      keeperInput.destroy();
      await ended;
    };
    let said = '';
    let announced = '';
    errors.on('data', (chunk) => {
      said += chunk;
    });
    numbers.on('data', (chunk) => {
      announced += chunk;
      if (!announced.includes('\n')) return;
      // What the server still says or needs must not keep this process alive.
      for (const each of [child, keeperInput, errors, numbers]) {
        if ('unref' in each && typeof each.unref === 'function') each.unref();
      }
      resolve({ ok: true, display: `:${announced.trim()}`, stop });
    });
    numbers.on('end', () => {
      if (announced.includes('\n')) return;
      keeperInput.destroy();
      resolve(
        failed(
          'displayFailed',
          `Xvfb did not start: ${said.trim() || 'it said nothing'}`,
          'run "Xvfb :99" by hand to see why, or set DISPLAY to a display that works',
        ),
      );
    });
    child.once('error', (error) =>
      resolve(
        failed('displayFailed', `no shell to start Xvfb: ${error.message}`, 'check that /bin/sh is there'),
      ),
    );
  });
