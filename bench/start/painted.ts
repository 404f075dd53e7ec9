import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { findElectron, sandboxArguments } from '../../scripts/station/kiosk/electron-command.ts';
import { connectInspector } from '../../test/e2e/support/memory/devtools-session.ts';

const listening = /^DevTools listening on ws:\/\/([^/]+)\//;
const patience = 60_000;
const endWithin = 5_000;

/** Resolves in the page when the screen has been painted, with the time of day in milliseconds. */
const paintedScript = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[data-screen="attract"]') === null) return requestAnimationFrame(look);
    // The frame is on the screen when the next one begins.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  };
  look();
})`;

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

const findPage = async (host: string, prefix: string): Promise<string> => {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    const answer = await fetch(`http://${host}/json/list`);
    const targets = (await answer.json()) as readonly Target[];
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith(prefix));
    if (page) return page.webSocketDebuggerUrl;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  throw new Error(`no page at ${prefix}`);
};

/** An Electron that shows its page. */
export interface PaintedElectron {
  /** From the start of the process to the painted screen, milliseconds. */
  readonly milliseconds: number;
  readonly process: ChildProcess;
  end(): Promise<void>;
}

/** Starts an Electron on an app and waits until its page has painted the attract screen, seen from within the page. */
export const startAndPaint = async (options: {
  readonly app: string;
  /** What the page's address begins with. */
  readonly page: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<PaintedElectron> => {
  const startedAt = Date.now();
  const child = spawn(findElectron(), ['--remote-debugging-port=0', options.app, ...sandboxArguments], {
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), endWithin);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  };
  try {
    const host = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const [, found] = listening.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      });
      void exited.then(() => reject(new Error('Electron ended before its page was there')));
    });
    const session = await connectInspector(await findPage(host, options.page));
    const ask = async (): Promise<number> => {
      const { result } = await session.send<{ readonly result: { readonly value?: number } }>(
        'Runtime.evaluate',
        { expression: paintedScript, awaitPromise: true },
      );
      if (result.value === undefined) throw new Error('the page did not say when it was painted');
      return result.value;
    };
    // The document that is being replaced while it loads takes the question with it.
    const paintedAt = await ask().catch(ask);
    await session.close();
    return { milliseconds: paintedAt - startedAt, process: child, end };
  } catch (error) {
    await end();
    throw error;
  }
};
