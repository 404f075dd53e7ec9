import { join } from 'node:path';
import type { UpdateAction } from '../../contract/staff/staff-intents.ts';
import type { StaffPageView } from '../../contract/staff/staff-view.ts';
import { stickFolderName } from '../../update/receive/folder-source.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import { auditActorOf } from '../staff-mode/audit-actor.ts';
import type { ActionResult, SignedIn } from '../staff-mode/staff-types.ts';
import type { UpdateService } from './update-service.ts';

/** Where a technician sees how the program is kept up to date, and brings a release on a stick. */
export interface UpdateDesk {
  page(): Extract<StaffPageView, { name: 'update' }>;
  perform(member: SignedIn, action: UpdateAction): ActionResult;
}

export const createUpdateDesk = (
  updates: Pick<UpdateService, 'view' | 'lookNow' | 'installFromStick'>,
  sticks: () => readonly Stick[],
): UpdateDesk => ({
  page: () => ({
    name: 'update',
    update: updates.view(),
    sticks: sticks().map(({ name, freeBytes }) => ({ name, freeBytes })),
  }),
  perform: (member, action) => {
    const { off } = updates.view();
    if (off !== null && (off !== 'no-source' || action.name === 'lookForRelease'))
      return { code: 'updates-off', good: false };
    if (action.name === 'lookForRelease') {
      updates.lookNow();
      return { code: 'update-begun', good: true };
    }
    const stick = sticks().find(({ name }) => name === action.stick);
    if (stick === undefined) return { code: 'stick-gone', good: false };
    updates.installFromStick(join(stick.folder, stickFolderName), auditActorOf(member));
    return { code: 'update-begun', good: true };
  },
});
