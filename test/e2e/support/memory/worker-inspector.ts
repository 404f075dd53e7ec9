import type { DevtoolsSession } from './devtools-session.ts';

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly type: string };
}
interface Told {
  readonly sessionId: string;
  readonly message: string;
}
interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * The inspectors of a page's workers, those that run. Each is talked to through the page's own, in messages within messages:
 * Playwright opens none for a worker.
 */
export const workerInspectors = async (page: DevtoolsSession): Promise<readonly DevtoolsSession[]> => {
  const attached: string[] = [];
  page.on<Attached>('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') attached.push(sessionId);
  });
  await page.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return attached.map((sessionId) => inspectorOf(page, sessionId));
};

const inspectorOf = (page: DevtoolsSession, sessionId: string): DevtoolsSession => {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  let lastId = 0;
  const stop = page.on<Told>('Target.receivedMessageFromTarget', (told) => {
    if (told.sessionId !== sessionId) return;
    const answer = JSON.parse(told.message) as Answer;
    if (answer.method !== undefined) {
      for (const listener of listeners.get(answer.method) ?? []) listener(answer.params);
      return;
    }
    const asked = waiting.get(answer.id ?? 0);
    waiting.delete(answer.id ?? 0);
    if (answer.error) asked?.reject(new Error(answer.error.message));
    else asked?.resolve(answer.result);
  });
  return {
    send: <Result>(method: string, parameters: object = {}) =>
      new Promise<Result>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: (result) => resolve(result as Result), reject });
        const message = JSON.stringify({ id: lastId, method, params: parameters });
        page.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      }),
    on: <Event>(event: string, listener: (event: Event) => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      const heard = listener as (event: unknown) => void;
      known.add(heard);
      return () => known.delete(heard);
    },
    close: async () => void stop(),
  };
};
