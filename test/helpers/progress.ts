import { createProgressServices, type ProgressOptions } from '../../electron/core/progress/ask-progress.ts';
import { createMyApplications } from '../../electron/core/applications/my-applications.ts';
import { createReplyFiling } from '../../electron/core/replies/file-reply.ts';
import { createMyReplies } from '../../electron/core/replies/my-replies.ts';
import type { PlatformOutcome } from '../../electron/sync/platform-client.ts';
import { loadWorkingCalendar } from '../../platform/applications/working-days.ts';
import type {
  ApplicationLight,
  ProgressEntry,
  ProgressQuery,
  ProgressReply,
} from '../../platform/contract/progress.ts';
import { idOf } from './database.ts';
import { createFilingWorld, type FilingWorld } from './filing.ts';
import { platformNow, silentLog } from './journal.ts';
import { allowanceItem } from './visit.ts';

export const unreachable = { ok: false, reason: 'unreachable', detail: 'test' } as const;

/** What the platform tells of an application that was asked to be corrected. */
export const entryOf = (receiptNumber: string, changes: Partial<ProgressEntry> = {}): ProgressEntry => ({
  receiptNumber,
  item: allowanceItem.code,
  itemName: { 'zh-CN': '高龄津贴', en: 'allowance' },
  department: allowanceItem.department.name,
  stationCode: 'QX-0007',
  filedAt: platformNow - 3_600_000,
  state: 'corrections-asked',
  steps: [
    { step: 'received', by: 'platform', takenAt: platformNow - 3_500_000, detail: {} },
    { step: 'accepted-for-review', by: 'platform', takenAt: platformNow - 3_400_000, detail: {} },
    {
      step: 'corrections-asked',
      by: 'department',
      takenAt: platformNow - 60_000,
      detail: { reason: '电话打不通' },
    },
  ],
  deadline: {
    waitsFor: 'applicant',
    limitWorkingDays: 15,
    usedWorkingDays: 0,
    dueOn: '2026-12-11',
    isEstimate: false,
    light: 'yellow',
  },
  correction: {
    position: 3,
    reason: '电话打不通',
    fields: [
      {
        kind: 'digits',
        name: 'telephone',
        label: { 'zh-CN': '联系电话', en: 'Telephone' },
        minimumLength: 7,
        maximumLength: 12,
      },
    ],
    isAnswered: false,
  },
  promises: [],
  result: null,
  ...changes,
});

/** The desk of a kiosk on a real database, beside a platform whose answers the test sets. */
export const createProgressWorld = (changes: Partial<ProgressOptions> = {}) => {
  const world: FilingWorld = createFilingWorld();
  const database = world.database.current();
  const platform: {
    progress: PlatformOutcome<ProgressReply>;
    light: PlatformOutcome<ApplicationLight>;
    readonly asked: ProgressQuery[];
  } = { progress: unreachable, light: unreachable, asked: [] };
  let id = 500;
  const services = createProgressServices({
    database,
    myApplications: createMyApplications(database),
    client: {
      queryApplications: async (query) => {
        platform.asked.push(query);
        return platform.progress;
      },
      applicationLight: async () => platform.light,
    },
    onLine: () => undefined,
    platformTime: { now: () => platformNow },
    workingDays: loadWorkingCalendar,
    applications: () => [allowanceItem],
    stationCode: 'qx-0007',
    lastContactAt: () => platformNow - 7_200_000,
    log: silentLog,
    ...changes,
  });
  const fileReply = createReplyFiling({
    database,
    availability: world.filing.availability,
    sealingKey: () => world.around.sealingKey,
    platformTime: { now: () => platformNow },
    stationCode: 'qx-0007',
    newId: () => idOf(++id),
    randomBytes: (length) => new Uint8Array(length).map((_, index) => index + id),
    log: silentLog,
  });
  return { ...world, platform, services, fileReply, myReplies: createMyReplies(database) };
};
