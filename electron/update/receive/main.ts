import { setPriority } from 'node:os';
import { systemClock } from '../../../drivers/device/clock.ts';
import { openRelease } from '../open-release.ts';
import { releaseFolders } from '../folders.ts';
import { createFolderSource } from './folder-source.ts';
import { createHttpSource } from './http-source.ts';
import { receiveRelease } from './receive-release.ts';
import { type ReceiverReport, receiverOrderSchema } from './receiver-messages.ts';
import { freeBytesOf } from './room.ts';

/**
 * The process that fetches a release: one of its own, under plain Node. Electron's file system shows an archive (app.asar) as a
 * folder, and could not write one; and hashing 400 MB is not the business of a core that serves.
 */
const lowPriority = 10;
const toldEveryBytes = 1024 * 1024;

const report = (message: ReceiverReport): void => {
  process.send?.(message);
};

const receive = async (raw: unknown, signal: AbortSignal): Promise<ReceiverReport> => {
  const order = receiverOrderSchema.parse(raw);
  const opened = await openRelease(order.text, order.keys);
  if (!opened.ok) return { kind: 'failed', reason: opened.reason, detail: '' };
  const { source } = order;
  let told = 0;
  const outcome = await receiveRelease({
    release: opened.release,
    text: order.text,
    source:
      source.kind === 'http'
        ? createHttpSource(source.address, systemClock)
        : createFolderSource(source.folder),
    folders: releaseFolders(order.dataFolder),
    runningProgram: order.runningProgram,
    freeBytesOf,
    signal,
    onProgress: (bytes) => {
      if (Math.abs(bytes - told) < toldEveryBytes) return;
      told = bytes;
      report({ kind: 'progress', bytes });
    },
  });
  if (outcome.ok) return { kind: 'received' };
  return { kind: 'failed', reason: outcome.reason, detail: outcome.detail.slice(0, 200) };
};

setPriority(lowPriority);
const stop = new AbortController();
// A core that ends or dies takes it along; what is there by then stays for the next time.
process.once('disconnect', () => stop.abort());
process.once('message', (order) => {
  void receive(order, stop.signal).then((outcome) => {
    report(outcome);
    if (process.connected) process.disconnect();
  });
});
