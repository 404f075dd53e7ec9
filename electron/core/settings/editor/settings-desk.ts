import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskDatabase } from '../../../../db/connection.ts';
import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import type { SettingsAction } from '../../../contract/staff/staff-intents.ts';
import type { StaffPageView } from '../../../contract/staff/staff-view.ts';
import type { Log } from '../../log/core-log.ts';
import { auditActorOf } from '../../staff-mode/audit-actor.ts';
import type { ActionResult, SignedIn } from '../../staff-mode/staff-types.ts';
import { settingsFileName } from '../load-settings.ts';
import { lastChange } from '../trial/record-trial.ts';
import { beginTrial } from '../trial/settings-trial.ts';
import { schemaFields, textOfValue } from './setting-fields.ts';
import {
  changesOf,
  fieldAt,
  pathOf,
  problemsOf,
  type SettingsDraft,
  valueAt,
  withDraft,
} from './settings-draft.ts';

/** Where settings are changed: a draft that is looked at first, then put in place on trial. */
export interface SettingsDesk {
  page(): Extract<StaffPageView, { name: 'settings' }>;
  perform(member: SignedIn, action: SettingsAction): ActionResult;
  /** Puts a whole change in place at once, as the assignment of a port is one. */
  applyAt(member: SignedIn, place: readonly string[], value: unknown): ActionResult;
  /** Whoever made the draft has left. */
  forget(): void;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });
const mostProblems = 10;

export const createSettingsDesk = (options: {
  readonly dataFolder: string;
  readonly database: Pick<KioskDatabase, 'transaction' | 'read'>;
  /** Devices that work now. */
  readonly working: () => readonly DeviceRole[];
  /** This core ends in a moment, and the next one starts with what is in place. */
  readonly restartSoon: () => void;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): SettingsDesk => {
  const { dataFolder, database, log } = options;
  let draft: SettingsDraft = new Map();

  const fileNow = (): unknown => {
    try {
      return JSON.parse(readFileSync(join(dataFolder, settingsFileName), 'utf8'));
    } catch {
      return {};
    }
  };

  const putInPlace = (member: SignedIn, value: unknown, fields: readonly string[]): ActionResult => {
    const recorded = database.transaction(({ audit }) => {
      for (const subject of fields)
        audit.append({ actor: auditActorOf(member), action: 'settings.changed', subject });
      return { ok: true };
    });
    if (!recorded.ok) return bad('could-not-record');
    const begun = beginTrial(dataFolder, value, {
      begunAt: Math.round(options.now()),
      label: member.label,
      pseudonym: member.pseudonym,
      technician: member.role === 'technician',
      fields: [...fields],
      working: [...options.working()],
    });
    if (!begun.ok) {
      const reason = begun.reason;
      log.error('settings-not-changed', { reason });
      database.transaction(({ audit }) => {
        audit.append({ actor: auditActorOf(member), action: 'settings.change-failed', reason });
        return { ok: true };
      });
      if (reason === 'settings-on-trial') return bad(reason);
      return bad('problems' in begun ? 'settings-refused' : 'could-not-record');
    }
    draft = new Map();
    options.restartSoon();
    return { code: 'settings-applied', good: true };
  };

  return {
    forget: () => {
      draft = new Map();
    },
    page: () => {
      const file = fileNow();
      const last = database.read(lastChange);
      return {
        name: 'settings',
        fields: schemaFields().map((field) => {
          const value = valueAt(file, field.path);
          const { options: choices, path: _path, ...rest } = field;
          return {
            ...rest,
            path: pathOf(field),
            options: [...choices],
            value: (value === undefined ? (field.default ?? '') : textOfValue(value)).slice(0, 600),
            isSet: value !== undefined,
          };
        }),
        changes: changesOf(file, draft),
        problems:
          draft.size === 0
            ? []
            : problemsOf(file, draft)
                .slice(0, mostProblems)
                .map((each) => each.slice(0, 300)),
        last: last.ok ? last.value : null,
      };
    },
    perform: (member, action) => {
      const file = fileNow();
      switch (action.name) {
        case 'changeSetting': {
          const field = fieldAt(action.path);
          if (field === undefined || field.kind === 'fixed') return bad('no-longer-so');
          if (action.value === null && !field.optional) return bad('setting-refused');
          const next = new Map([...draft, [action.path, action.value]]);
          // Another field may have to follow, as the second half of a pair; this one has to be right by itself.
          const own = problemsOf(file, next).filter((problem) => problem.startsWith(`${action.path}:`));
          if (own.length > 0) return bad('setting-refused');
          draft = next;
          return { code: 'setting-noted', good: true };
        }
        case 'discardSettings':
          draft = new Map();
          return { code: 'settings-discarded', good: true };
        case 'applySettings': {
          const changes = changesOf(file, draft);
          if (changes.length === 0) return bad('no-longer-so');
          if (problemsOf(file, draft).length > 0) return bad('settings-refused');
          return putInPlace(
            member,
            withDraft(file, draft),
            changes.map(({ path }) => path),
          );
        }
      }
    },
    applyAt: (member, place, value) => {
      const file = fileNow();
      const [group = '', name = ''] = place;
      const object = valueAt(file, [group]);
      const changed = {
        ...(typeof file === 'object' ? file : {}),
        [group]: { ...(typeof object === 'object' ? object : {}), [name]: value },
      };
      return putInPlace(member, changed, [place.join('.')]);
    },
  };
};
