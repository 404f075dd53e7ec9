import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseFolders } from '../../update/folders.ts';
import type { LauncherState } from '../../update/launcher-state.ts';

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Whether the slot of a version was the last that the launcher did not start. */
const wasRefused = ({ events }: LauncherState, version: string): boolean =>
  events.findLast((event) => event.version === version)?.kind === 'slot-refused';

/** Versions that have a slot, and whose slot the launcher has not found damaged. */
export const slotsThere = (folders: ReleaseFolders, state: LauncherState): readonly string[] =>
  namesIn(folders.slots).filter((version) => !wasRefused(state, version));

/**
 * Removes what nobody will start any more: slots other than those of `kept`, what was fetched of other releases than
 * `fetching`.
 */
export const tidySlots = (
  folders: ReleaseFolders,
  kept: readonly string[],
  fetching: string | null,
): void => {
  for (const version of namesIn(folders.slots))
    if (!kept.includes(version)) rmSync(join(folders.slots, version), { recursive: true, force: true });
  for (const version of namesIn(folders.incoming))
    if (version !== fetching) rmSync(join(folders.incoming, version), { recursive: true, force: true });
};
