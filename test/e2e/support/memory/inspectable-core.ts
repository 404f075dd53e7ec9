import { expect } from '@playwright/test';
import { findCore } from '../../../../scripts/station/kiosk/kiosk-process.ts';
import type { TestKiosk } from '../../../helpers/kiosk.ts';
import { connectInspector, type DevtoolsSession } from './devtools-session.ts';

const announcement = /Debugger listening on (ws:\/\/\S+)/;

/** Holds the shell still meanwhile: it would take a core that is looked through, and says nothing for seconds, for one that hangs. */
export const whileShellStandsStill = async <Value>(
  { shell }: Pick<TestKiosk, 'shell'>,
  work: () => Promise<Value>,
): Promise<Value> => {
  process.kill(shell, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(shell, 'SIGCONT');
  }
};

/**
 * Lets the shell start its core anew with an inspector at any free port, and connects to it: a Node opens one when its
 * environment says so. For a core that is a forked Node.
 */
export const startInspectableCore = async (kiosk: TestKiosk): Promise<DevtoolsSession> => {
  let said = '';
  kiosk.app.process().stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  await kiosk.app.evaluate(() => {
    process.env.NODE_OPTIONS = '--inspect=127.0.0.1:0';
  });
  const former = findCore(kiosk.shell);
  if (former === undefined) throw new Error('the kiosk has no core');
  process.kill(former, 'SIGKILL');
  await expect.poll(() => announcement.exec(said), { message: 'the core opens an inspector' }).not.toBeNull();
  const session = await connectInspector(announcement.exec(said)?.[1] ?? '');
  const expression = `process.getBuiltinModule('node:v8').setFlagsFromString('--heap-snapshot-string-limit=${2 ** 30}')`;
  await session.send('Runtime.evaluate', { expression });
  await kiosk.screen('attract');
  return session;
};
