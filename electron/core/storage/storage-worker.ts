import { parentPort, workerData } from 'node:worker_threads';
import { performStorageTask, type StorageTaskName, type StorageTasks } from './storage-tasks.ts';

/** Entry of the worker thread: does the one task that it was started for, answers, and ends. */

const perform = <Name extends StorageTaskName>(name: Name, order: StorageTasks[Name]['order']): void => {
  parentPort?.postMessage(performStorageTask[name](order));
};

const { name, order } = workerData as { name: StorageTaskName; order: never };
perform(name, order);
