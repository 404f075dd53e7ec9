import { fork } from 'node:child_process';
import type { MessagePortMain } from 'electron';
import { coreStartVariable, coreToShellSchema } from '../../contract/supervision.ts';
import { coreFlags } from './core-flags.ts';
import type { CoreHost, StartCoreHost } from './core-host.ts';

/**
 * Runs the core under a Node of its own, for an Electron whose Node-API is too old for better-sqlite3 13. Ports cannot
 * cross to such a child, so the shell relays messages without looking into them.
 */
export const nodeForkHost =
  (entry: string, nodeBinary: string): StartCoreHost =>
  (start): CoreHost => {
    const child = fork(entry, [], {
      execPath: nodeBinary,
      execArgv: [...coreFlags],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, [coreStartVariable]: start, ELECTRON_RUN_AS_NODE: undefined },
    });
    const ports = new Map<number, MessagePortMain>();
    let gone = false;
    // A message to a child that is just dying fails; `exit` follows and the supervisor acts on that.
    const send: CoreHost['send'] = (message) => {
      if (!gone && child.connected) child.send(message, () => undefined);
    };
    child.on('message', (message) => {
      const parsed = coreToShellSchema.safeParse(message);
      if (parsed.success && parsed.data.type === 'toRenderer') {
        ports.get(parsed.data.connection)?.postMessage(parsed.data.message);
      }
    });
    return {
      kind: 'node-fork',
      pid: () => child.pid,
      send,
      connectRenderer: (connection, port) => {
        ports.set(connection, port);
        port.on('message', ({ data }) => send({ type: 'fromRenderer', connection, message: data }));
        port.on('close', () => {
          ports.delete(connection);
          send({ type: 'rendererGone', connection });
        });
        send({ type: 'rendererConnected', connection });
        port.start();
      },
      onMessage: (listener) => {
        child.on('message', (message) => {
          const parsed = coreToShellSchema.safeParse(message);
          if (parsed.success) listener(parsed.data);
        });
      },
      onExit: (listener) => {
        const end = (description: string, inOrder: boolean): void => {
          if (gone) return;
          gone = true;
          for (const port of ports.values()) port.close();
          listener(description, inOrder);
        };
        child.once('exit', (code, signal) =>
          end(signal === null ? `exit code ${code}` : `signal ${signal}`, code === 0),
        );
        // A process that could not be started tells it by `error` alone; other errors are of a dying one.
        child.on('error', (error) => {
          if (child.pid === undefined) end(`not started: ${error.message}`, false);
        });
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
