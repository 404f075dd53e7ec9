import { utilityProcess } from 'electron';
import { coreStartVariable, coreToShellSchema } from '../../contract/supervision.ts';
import type { CoreHost, StartCoreHost } from './core-host.ts';

/** Runs the core as Electron's utility process: the shipped way. The renderer's port goes straight to the core. */
export const utilityProcessHost =
  (entry: string): StartCoreHost =>
  (start): CoreHost => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'yizhan-core',
      stdio: 'inherit',
      env: { ...process.env, [coreStartVariable]: start },
    });
    return {
      kind: 'utility-process',
      pid: () => child.pid,
      send: (message) => child.postMessage(message),
      connectRenderer: (connection, port) =>
        child.postMessage({ type: 'rendererConnected', connection }, [port]),
      onMessage: (listener) => {
        child.on('message', (message) => {
          const parsed = coreToShellSchema.safeParse(message);
          if (parsed.success) listener(parsed.data);
        });
      },
      onExit: (listener) => {
        child.once('exit', (code) => listener(`exit code ${code}`, code === 0));
      },
      kill: () => {
        if (child.pid === undefined) return;
        try {
          process.kill(child.pid, 'SIGKILL');
        } catch {
          // Gone already; `exit` tells.
        }
      },
    };
  };
