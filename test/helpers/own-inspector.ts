import { Session } from 'node:inspector/promises';
import type { DevtoolsSession } from '../e2e/support/memory/devtools-session.ts';

/** The inspector of the process that asks. */
export const ownInspector = (): DevtoolsSession => {
  const session = new Session();
  session.connect();
  return {
    send: <Result>(method: string, parameters: object = {}) =>
      session.post(method, parameters) as Promise<unknown> as Promise<Result>,
    on: <Event>(event: string, listener: (event: Event) => void) => {
      const heard = ({ params }: { params: Event }) => listener(params);
      session.on(event, heard);
      return () => session.off(event, heard);
    },
    close: async () => session.disconnect(),
  };
};
