import {
  type CoreState,
  type CoreToShell,
  type ShellToCore,
  shellToCoreSchema,
} from '../../contract/supervision.ts';

/** One renderer at the other end of a channel. Messages are as they came; the contract server parses them. */
export interface RendererConnection {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** What binds the core to the shell that started it. */
export interface ShellLink {
  onRenderer(listener: (connection: RendererConnection) => void): void;
  onStop(listener: () => void): void;
  onSecondInstanceRefused(listener: () => void): void;
  /** A page has been on the screen lately, as far as the shell has told. */
  pageShown(): boolean;
  /** Has the kiosk as a whole end in order. */
  endKiosk(): void;
  /** Tells the shell that the core serves. */
  ready(): void;
  /** Tells the shell what it goes by, when it is not what it was. */
  state(state: CoreState): void;
}

/** A message port as Electron hands it to a utility process (electron.d.ts, `MessagePortMain`). */
interface TransferredPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** `process.parentPort` of a utility process (electron.d.ts, `ParentPort`). */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: TransferredPort[] }) => void): unknown;
}

interface Listeners {
  renderer: ((connection: RendererConnection) => void)[];
  stop: (() => void)[];
  secondInstance: (() => void)[];
  pageShown: boolean;
}

const linkOf = (listeners: Listeners, send: (message: CoreToShell) => void): ShellLink => {
  let told: CoreState = { atRest: false, cameraWanted: false };
  return {
    onRenderer: (listener) => {
      listeners.renderer.push(listener);
    },
    onStop: (listener) => {
      listeners.stop.push(listener);
    },
    onSecondInstanceRefused: (listener) => {
      listeners.secondInstance.push(listener);
    },
    pageShown: () => listeners.pageShown,
    endKiosk: () => send({ type: 'endKiosk' }),
    ready: () => send({ type: 'ready' }),
    state: (state) => {
      if (state.atRest === told.atRest && state.cameraWanted === told.cameraWanted) return;
      told = state;
      send({ type: 'state', state });
    },
  };
};

/** What both kinds of link do with a message about life and death. */
const handleLife = (
  message: ShellToCore,
  listeners: Listeners,
  send: (message: CoreToShell) => void,
): void => {
  if (message.type === 'ping') {
    listeners.pageShown = message.pageShown;
    send({ type: 'pong', sequence: message.sequence });
  }
  if (message.type === 'stop') for (const listener of listeners.stop) listener();
  if (message.type === 'secondInstanceRefused') for (const listener of listeners.secondInstance) listener();
};

/** The link of a utility process: each renderer's port arrives by transfer. */
const utilityProcessLink = (parentPort: ParentPort): ShellLink => {
  const listeners: Listeners = { renderer: [], stop: [], secondInstance: [], pageShown: false };
  const send = (message: CoreToShell): void => parentPort.postMessage(message);
  parentPort.on('message', ({ data, ports }) => {
    const parsed = shellToCoreSchema.safeParse(data);
    if (!parsed.success) return;
    handleLife(parsed.data, listeners, send);
    const [port] = ports;
    if (parsed.data.type !== 'rendererConnected' || !port) return;
    const connection: RendererConnection = {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', ({ data: message }) => listener(message));
      },
      onClose: (listener) => {
        port.on('close', listener);
      },
    };
    for (const listener of listeners.renderer) listener(connection);
    port.start();
  });
  return linkOf(listeners, send);
};

/** The link of a forked Node: the shell relays the renderers' messages. */
const forkLink = (parent: NodeJS.Process): ShellLink => {
  const listeners: Listeners = { renderer: [], stop: [], secondInstance: [], pageShown: false };
  const renderers = new Map<number, { message: (message: unknown) => void; close: () => void }>();
  const send = (message: CoreToShell): void => {
    if (parent.connected) parent.send?.(message);
  };
  parent.on('message', (raw) => {
    const parsed = shellToCoreSchema.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    handleLife(message, listeners, send);
    if (message.type === 'fromRenderer') renderers.get(message.connection)?.message(message.message);
    if (message.type === 'rendererGone') {
      renderers.get(message.connection)?.close();
      renderers.delete(message.connection);
    }
    if (message.type !== 'rendererConnected') return;
    const { connection } = message;
    const handlers = { message: (_message: unknown): void => undefined, close: (): void => undefined };
    renderers.set(connection, handlers);
    const rendererConnection: RendererConnection = {
      send: (payload) => send({ type: 'toRenderer', connection, message: payload }),
      onMessage: (listener) => {
        handlers.message = listener;
      },
      onClose: (listener) => {
        handlers.close = listener;
      },
    };
    for (const listener of listeners.renderer) listener(rendererConnection);
  });
  // A shell that died takes its core along: a core without a window must not keep devices and database.
  parent.on('disconnect', () => {
    for (const listener of listeners.stop) listener();
  });
  return linkOf(listeners, send);
};

/** The link to the shell, whichever way this process was started; null for a core that nobody started. */
export const connectToShell = (): ShellLink | null => {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) return utilityProcessLink(parentPort);
  return process.send === undefined ? null : forkLink(process);
};
