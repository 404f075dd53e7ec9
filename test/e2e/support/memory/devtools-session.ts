import type { CDPSession } from '@playwright/test';

/** A line to the inspector of a V8, in a process of Node or in a page (Chrome DevTools Protocol). */
export interface DevtoolsSession {
  /** Rejects with the inspector's words when it refuses. */
  send<Result>(method: string, parameters?: object): Promise<Result>;
  /** Events of this name until the returned function is called. */
  on<Event>(event: string, listener: (event: Event) => void): () => void;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The inspector behind a WebSocket address, as Node tells it. */
export const connectInspector = async (address: string): Promise<DevtoolsSession> => {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.method !== undefined) {
      for (const listener of listeners.get(message.method) ?? []) listener(message.params);
      return;
    }
    const asked = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.error) asked?.reject(new Error(message.error.message));
    else asked?.resolve(message.result);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the inspector has hung up'));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${address}`)));
  });
  return {
    send: <Result>(method: string, parameters: object = {}) =>
      new Promise<Result>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: (result) => resolve(result as Result), reject });
        socket.send(JSON.stringify({ id: lastId, method, params: parameters }));
      }),
    on: <Event>(event: string, listener: (event: Event) => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      const heard = listener as (event: unknown) => void;
      known.add(heard);
      return () => known.delete(heard);
    },
    close: async () => socket.close(),
  };
};

/** The inspector of a page, by Playwright's own line. */
export const pageInspector = (session: CDPSession): DevtoolsSession => ({
  send: <Result>(method: string, parameters: object = {}) =>
    session.send(
      method as Parameters<CDPSession['send']>[0],
      parameters,
    ) as Promise<unknown> as Promise<Result>,
  on: <Event>(event: string, listener: (event: Event) => void) => {
    const name = event as Parameters<CDPSession['on']>[0];
    const heard = listener as Parameters<CDPSession['on']>[1];
    session.on(name, heard);
    return () => session.off(name, heard);
  },
  close: () => session.detach(),
});
