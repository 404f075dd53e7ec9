import { resolve } from 'node:path';
import { databaseFileIn } from '../../../db/data-folder.ts';
import type { ReadUnit } from '../../../db/unit-of-work.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import { finding } from '../../core/diagnostics/checks/finding.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { isSetupUnfinished, readSetupState } from '../../core/setup/setup-state.ts';
import { findPortHolder } from '../devices/port-holder.ts';
import { lookAtDatabase } from '../queue/kiosk-database.ts';
import { findCore } from './find-core.ts';

/** At which step the first visit stands; null where the kiosk does not wait for one. The same question as at its start. */
const setupStep = (dataFolder: string): string | null => {
  const loaded = loadSettings(dataFolder);
  const isMissing = !loaded.ok && loaded.reason === 'settings-missing';
  const looked = lookAtDatabase(dataFolder, (unit) => {
    const database = {
      read: <Value>(work: (unit: ReadUnit) => Value) => ({ ok: true, value: work(unit) }) as const,
    };
    return { isUnfinished: isSetupUnfinished(database), step: readSetupState(database)?.step };
  });
  const { isUnfinished, step } = looked.ok ? looked.value : { isUnfinished: false, step: undefined };
  return isMissing || isUnfinished ? (step ?? 'not begun') : null;
};

/** Whether the kiosk has its database open, or at least its core is there: one that cannot serve lets go of everything. */
export const checkKiosk = async (dataFolder: string): Promise<Finding> => {
  const found = finding('kiosk');
  const holder = await findPortHolder(databaseFileIn(dataFolder));
  const core = holder === null ? await findCore(resolve(dataFolder)) : null;
  if (holder === null && core === null) return found('warning', 'kiosk-stopped');
  const who = holder === null ? `process ${core?.processId}` : `${holder.name}, process ${holder.processId}`;
  const step = setupStep(dataFolder);
  return step === null
    ? found('good', 'kiosk-runs', who)
    : found('warning', 'kiosk-awaits-setup', `${who}; step: ${step}`);
};
