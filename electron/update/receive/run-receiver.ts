import { fork } from 'node:child_process';
import { type ReceiverOrder, type ReceiverReport, receiverReportSchema } from './receiver-messages.ts';

export type ReceiverOutcome = Exclude<ReceiverReport, { kind: 'progress' }>;

export interface RunningReceiver {
  /** Never rejects. */
  readonly ended: Promise<ReceiverOutcome>;
  /** Has it end; what is there by then stays. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts the process that fetches. `node`: a plain Node; `entry`: its program. */
export const runReceiver = (
  { node, entry }: { readonly node: string; readonly entry: string },
  order: ReceiverOrder,
  onProgress: (bytes: number) => void,
): RunningReceiver => {
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let outcome: ReceiverOutcome = { kind: 'failed', reason: 'stopped', detail: '' };
  child.on('message', (message) => {
    const parsed = receiverReportSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind === 'progress') onProgress(parsed.data.bytes);
    else outcome = parsed.data;
  });
  const ended = new Promise<ReceiverOutcome>((resolve) => {
    child.once('exit', () => resolve(outcome));
    child.once('error', (error) =>
      resolve({ kind: 'failed', reason: 'not-started', detail: error.message.slice(0, 200) }),
    );
  });
  child.send(order, () => undefined);
  return {
    ended,
    stop: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};
