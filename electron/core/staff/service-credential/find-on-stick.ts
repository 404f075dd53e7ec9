import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readStartOfPlainFile } from '../../../update/receive/plain-file.ts';
import type { Stick } from '../../log-export/find-sticks.ts';

const nameOfKiosk = (kioskId: string): string => kioskId.replaceAll(/[^A-Za-z0-9-]/g, '_');

/** Name of the file on a stick: one a kiosk and member, so that a new one takes the place of the one before. */
export const credentialFileName = (kioskId: string, label: string): string =>
  `yizhan-service-${nameOfKiosk(kioskId)}-${label}.txt`;

const isCredentialFile = (name: string): boolean => /^yizhan-service-[A-Za-z0-9_-]{1,80}\.txt$/.test(name);
/** A credential is a few hundred bytes; what is longer is not read to its end. */
const longestFile = 1_000;

export type FoundOnStick =
  | { readonly outcome: 'found'; readonly text: string }
  | { readonly outcome: 'refused'; readonly reason: 'stick-without-credential' | 'stick-with-several' };

/**
 * Looks for the service credential on the sticks that are plugged in. Where one carries those of several kiosks, this kiosk's
 * counts; where it carries several of this kiosk, nobody can tell who stands there.
 */
export const findOnStick = (sticks: readonly Stick[], kioskId: string): FoundOnStick => {
  const own = `yizhan-service-${nameOfKiosk(kioskId)}-`;
  try {
    const files = sticks.flatMap(({ folder }) =>
      readdirSync(folder)
        .filter(isCredentialFile)
        .map((name) => ({ name, file: join(folder, name) })),
    );
    const ours = files.filter(({ name }) => name.startsWith(own));
    if (ours.length > 1) return { outcome: 'refused', reason: 'stick-with-several' };
    const [chosen] = ours.length === 1 ? ours : files;
    const start = chosen && readStartOfPlainFile(chosen.file, longestFile);
    if (start) return { outcome: 'found', text: start.toString('latin1').trim() };
  } catch {
    // Pulled out between the look and the reading.
  }
  return { outcome: 'refused', reason: 'stick-without-credential' };
};
