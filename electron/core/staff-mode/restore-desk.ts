import type { KioskDatabase } from '../../../db/connection.ts';
import type { RestoreAction } from '../../contract/staff/staff-intents.ts';
import type { KeptBackup, RestorePreview } from '../../contract/staff/restore.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import type { StorageService } from '../storage/storage-service.ts';
import { auditActorOf } from './audit-actor.ts';
import type { ActionResult, SignedIn } from './staff-types.ts';

/** Where staff look through a backup and have it brought back. */
export interface RestoreDesk {
  backups(): readonly KeptBackup[];
  /** The backup that was looked through; null while none was. */
  preview(): RestorePreview | null;
  perform(member: SignedIn, action: RestoreAction): Promise<ActionResult>;
  /** Whoever looked has left. */
  forget(): void;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });

/**
 * A backup is looked through first; only that one can be brought back, with the own PIN once more, which is tried as at the
 * door. Who asked stands in the audit log before anything is ordered: the entry is among what is carried over.
 */
export const createRestoreDesk = (options: {
  readonly database: Pick<KioskDatabase, 'transaction'>;
  readonly access: Pick<StaffAccess, 'admit'>;
  readonly storage: Pick<StorageService, 'backups' | 'inspectBackup' | 'orderRestore'>;
  /** The kiosk comes up anew in a moment. */
  readonly restartSoon: () => void;
}): RestoreDesk => {
  const { database, access, storage } = options;
  let preview: RestorePreview | null = null;
  const backups = (): readonly KeptBackup[] =>
    storage.backups().map(({ name, madeAt, bytes, schema }) => ({ name, madeAt, bytes, schema }));

  const record = (member: SignedIn, action: string, subject: string, reason?: string): boolean =>
    database.transaction(({ audit }) => {
      audit.append({
        actor: auditActorOf(member),
        action,
        subject,
        ...(reason === undefined ? {} : { reason }),
      });
      return { ok: true };
    }).ok;

  const inspect = async (name: string): Promise<ActionResult> => {
    preview = null;
    const backup = backups().find((listed) => listed.name === name);
    const looked = backup === undefined ? undefined : await storage.inspectBackup(name);
    if (backup === undefined || looked === undefined) return bad('backup-gone');
    if (looked === null) return bad('store-busy');
    if (!looked.ok) return bad(looked.reason === 'no-such-backup' ? 'backup-gone' : 'restore-refused');
    const { whole, since, waiting } = looked.inspection;
    preview = { backup, whole, ...since, waiting };
    return whole ? { code: 'backup-whole', good: true } : bad('backup-not-whole');
  };

  const restore = async (member: SignedIn, pin: string): Promise<ActionResult> => {
    if (preview === null || !preview.whole) return bad('no-longer-so');
    const { name } = preview.backup;
    const admitted = await access.admit(member.pseudonym, pin);
    if (admitted.outcome === 'failed') return bad('could-not-record');
    if (admitted.outcome === 'refused') {
      return bad(admitted.reason === 'locked' ? 'pin-locked' : 'pin-wrong');
    }
    if (!record(member, 'database.restore-asked', name)) return bad('could-not-record');
    const ordered = await storage.orderRestore(name);
    if (ordered?.ok) {
      options.restartSoon();
      return { code: 'restore-ordered', good: true };
    }
    const reason = ordered?.reason ?? 'store-busy';
    record(member, 'database.restore-refused', name, reason);
    return bad(
      ordered === null ? 'store-busy' : reason === 'disk-full' ? 'restore-no-room' : 'restore-refused',
    );
  };

  return {
    backups,
    preview: () => preview,
    perform: async (member, action) => {
      switch (action.name) {
        case 'inspectBackup':
          return inspect(action.backup);
        case 'dropRestore':
          preview = null;
          return { code: 'restore-dropped', good: true };
        case 'restoreBackup':
          return restore(member, action.pin);
      }
    },
    forget: () => {
      preview = null;
    },
  };
};
