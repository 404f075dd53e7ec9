import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import { whoIsOnDuty } from '../help/who-is-on-duty.ts';
import type { PlatformSide } from './platform-side.ts';

/** Who can be called at this moment, for every screen; nothing until the platform has delivered it once. */
export const createKioskHelp =
  (parts: {
    readonly documents: Pick<PlatformSide['documents'], 'helpDirectory' | 'workingDays'>;
    readonly platformTime: Pick<PlatformTime, 'now'>;
    readonly stationCode: string;
  }) =>
  (): Pick<ViewSnapshot, 'help'> => {
    const directory = parts.documents.helpDirectory();
    if (directory === null) return {};
    const moment = { now: parts.platformTime.now(), calendar: parts.documents.workingDays() };
    return { help: whoIsOnDuty(directory, parts.stationCode, moment) };
  };
