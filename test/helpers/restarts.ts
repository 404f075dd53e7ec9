import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Restart, restartRecordName, restartSchema } from '../../electron/contract/restarts.ts';

/** What the shell has recorded of parts that were started anew. */
export const readRestarts = (dataFolder: string): Restart[] =>
  restartSchema.array().parse(JSON.parse(readFileSync(join(dataFolder, restartRecordName), 'utf8')));
