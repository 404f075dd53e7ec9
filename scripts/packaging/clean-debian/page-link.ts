import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** The kiosk's page, asked through Chromium's debugging port (https://chromedevtools.github.io/devtools-protocol/). */
export interface PageLink {
  /** Value of an expression in the page. @throws Error when the page throws, or is gone */
  ask(expression: string): Promise<unknown>;
  close(): void;
}

const targetsSchema = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
const answerSchema = z.object({
  id: z.number(),
  result: z.object({
    result: z.object({ value: z.unknown() }),
    exceptionDetails: z.object({ text: z.string() }).optional(),
  }),
});

const lookMilliseconds = 500;

const findTarget = async (port: number, within: number): Promise<string> => {
  const until = Date.now() + within;
  for (;;) {
    const found = await fetch(`http://127.0.0.1:${port}/json/list`)
      .then(async (answer) => targetsSchema.parse(await answer.json()))
      .then((targets) => targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl)
      .catch(() => undefined);
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`no page answers at port ${port}`);
    await wait(lookMilliseconds);
  }
};

/** Connects as soon as there is a page. @throws Error when there is none `within` milliseconds */
export const openPageLink = async (port: number, within: number): Promise<PageLink> => {
  const socket = new WebSocket(await findTarget(port, within));
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error('the page was found, and gave no answer'));
  });
  let asked = 0;
  return {
    ask: (expression) =>
      new Promise((resolve, reject) => {
        asked += 1;
        const id = asked;
        const end = (): void => {
          socket.removeEventListener('message', listen);
          socket.removeEventListener('close', gone);
        };
        const gone = (): void => {
          end();
          reject(new Error('the page is gone'));
        };
        const listen = ({ data }: MessageEvent): void => {
          const answer = answerSchema.safeParse(JSON.parse(String(data)));
          if (!answer.success || answer.data.id !== id) return;
          end();
          const { result, exceptionDetails } = answer.data.result;
          if (exceptionDetails) reject(new Error(`${exceptionDetails.text}: ${expression}`));
          else resolve(result.value);
        };
        socket.addEventListener('message', listen);
        socket.addEventListener('close', gone);
        const parameters = { expression, returnByValue: true, awaitPromise: true };
        socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: parameters }));
      }),
    close: () => socket.close(),
  };
};
