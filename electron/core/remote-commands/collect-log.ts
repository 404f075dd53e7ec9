import { mkdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Unit, UnitOfWork } from '../../../db/unit-of-work.ts';
import type { CommandRefusal } from '../../../platform/contract/remote-commands.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { SealDocument } from '../kiosk-documents/seal-document.ts';
import type { Log } from '../log/core-log.ts';
import { exportLog } from '../log-export/export-log.ts';

const compressed = promisify(gzip);

/** Where the log lies until it is sealed; emptied before and after. */
const folderName = 'outgoing-log';

export type CollectedLog =
  /** `keep` puts it into the outbox, in the transaction that says that the command is through. */
  | { readonly ok: true; readonly keep: (unit: Pick<Unit, 'outbox'>) => void }
  | { readonly ok: false; readonly reason: CommandRefusal };

/** Makes the signed log (log-export/) and seals it to the platform, for a command. Never rejects. */
export type CollectLog = (command: number) => Promise<CollectedLog>;

export const createCollectLog = (options: {
  readonly database: Pick<UnitOfWork, 'read'>;
  readonly dataFolder: string;
  readonly identity: Pick<KioskIdentity, 'kioskId' | 'stationCode' | 'signingKeys'>;
  readonly seal: SealDocument;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): CollectLog => {
  const folder = join(options.dataFolder, folderName);
  const empty = (): Promise<void> => rm(folder, { recursive: true, force: true });

  const collect = async (command: number): Promise<CollectedLog> => {
    await empty();
    await mkdir(folder, { mode: 0o700 });
    const { bavail, bsize } = await statfs(folder);
    const { dev: device } = await stat(folder);
    const stick = { name: folderName, folder, device, freeBytes: bavail * bsize };
    const exported = await exportLog({ ...options, stick });
    if (!exported.ok) {
      options.log.warn('log-not-exported', { reason: exported.reason });
      return { ok: false, reason: 'log-not-made' };
    }
    const sealed = await options.seal({
      document: 'log',
      madeAt: Math.round(options.now()),
      command,
      content: await compressed(await readFile(exported.file)),
    });
    if (sealed.ok) return { ok: true, keep: sealed.document.keep };
    return { ok: false, reason: sealed.reason === 'too-large' ? 'log-too-large' : sealed.reason };
  };

  return async (command) => {
    try {
      return await collect(command);
    } catch (error) {
      options.log.error('log-not-exported', { reason: error instanceof Error ? error.name : 'unknown' });
      return { ok: false, reason: 'log-not-made' };
    } finally {
      await empty().catch(() => undefined);
    }
  };
};
