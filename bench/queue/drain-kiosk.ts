import { join } from 'node:path';
import { coreFlags } from '../../electron/main/core-host/core-flags.ts';
import { startProgram } from './child-program.ts';
import { type DrainFigures, drainFiguresSchema } from './drain-figures.ts';
import type { PlatformProcess } from './platform-process.ts';

/** Enrols a new kiosk and lets it, in a process of its own, drain the queue in the database `file`. */
export const drainKiosk = async (platform: PlatformProcess, file: string): Promise<DrainFigures> => {
  const { key } = await platform.enrol();
  const orders = {
    file,
    url: platform.url,
    rootKey: platform.rootKey,
    keyId: key.keyId,
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
  const program = join(import.meta.dirname, 'kiosk-program.ts');
  const kiosk = startProgram(program, [JSON.stringify(orders)], { flags: coreFlags });
  try {
    return drainFiguresSchema.parse(await kiosk.line());
  } finally {
    await kiosk.stop();
  }
};
