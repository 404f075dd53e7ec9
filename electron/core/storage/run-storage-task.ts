import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StorageTaskName, StorageTasks } from './storage-tasks.ts';

/** A task under way. */
export interface RunningTask<Outcome> {
  /** Rejects when the worker died of something that nobody expected, or was cancelled. */
  readonly outcome: Promise<Outcome>;
  /** Ends it where it is; backup and recovery are made to be cut off anywhere. */
  cancel(): void;
}

/** Starts a task beside the core. */
export type RunStorageTask = <Name extends StorageTaskName>(
  name: Name,
  order: StorageTasks[Name]['order'],
) => RunningTask<StorageTasks[Name]['outcome']>;

/** Beside this file: as a source, or as the built file of the same name. */
const workerFile = join(import.meta.dirname, `storage-worker${extname(import.meta.filename)}`);

/**
 * Runs a task in a worker thread of its own, which opens the database over its own connection. A thread and not a
 * process: the SQLite of all threads is one, and knows which locks the process holds (a process of its own would be as
 * good, and takes a Node to start).
 */
export const runStorageTask: RunStorageTask = (name, order) => {
  const worker = new Worker(workerFile, { workerData: { name, order } });
  const outcome = new Promise<StorageTasks[typeof name]['outcome']>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`the task ${name} ended without an outcome`)));
  });
  return { outcome, cancel: () => void worker.terminate() };
};
