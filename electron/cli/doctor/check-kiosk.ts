import { databaseFileIn } from '../../../db/data-folder.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import { finding } from '../../core/diagnostics/checks/finding.ts';
import { findPortHolder } from '../devices/port-holder.ts';

/** Whether the kiosk has its database open. */
export const checkKiosk = async (dataFolder: string): Promise<Finding> => {
  const found = finding('kiosk');
  const holder = await findPortHolder(databaseFileIn(dataFolder));
  return holder === null
    ? found('warning', 'kiosk-stopped')
    : found('good', 'kiosk-runs', `${holder.name}, process ${holder.processId}`);
};
