import type { KioskDatabase } from '../../../db/connection.ts';
import type { StaffAction } from '../../contract/staff/staff-intents.ts';
import type { StaffResult } from '../../contract/staff/staff-words.ts';
import type { AmbienceService } from '../ambience/ambience-service.ts';
import { changeDeadLetter, type DeadLetterChange } from '../dead-letters/change-dead-letter.ts';
import type { Log } from '../log/core-log.ts';
import type { MessageMaker } from '../my-documents/tell-collected.ts';
import type { LogExportOutcome } from '../log-export/export-log.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import type { PortAssignments } from '../ports/assign-port.ts';
import type { SettingsDesk } from '../settings/editor/settings-desk.ts';
import { hasRight, type StaffRight } from '../staff/rights.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import type { StickBackupDesk } from '../stick-backup/stick-backup-desk.ts';
import type { UpdateDesk } from '../update/update-desk.ts';
import { auditActorOf } from './audit-actor.ts';
import { changeOwnPin } from './change-own-pin.ts';
import type { MembersDesk } from './members-desk.ts';
import { refillPaper } from './paper-stock.ts';
import type { RestoreDesk } from './restore-desk.ts';
import type { ServiceClosing } from './service-closing.ts';
import { type PrintFinding, settlePrint } from './settle-print.ts';
import type { ActionResult, Diagnose, SignedIn, StaffServices } from './staff-types.ts';

/** The right that each action asks for. */
export const rightOfAction: Readonly<Record<StaffAction['name'], StaffRight>> = {
  retryLetter: 'retry-dead-letter',
  settleLetter: 'settle-dead-letter',
  confirmPrint: 'settle-print',
  rejectPrint: 'settle-print',
  refillPaper: 'refill-paper',
  closeKiosk: 'open-and-close',
  openKiosk: 'open-and-close',
  setAmbience: 'adjust-ambience',
  changePin: 'change-own-pin',
  recoverySeen: 'confirm-recovery',
  backUp: 'back-up',
  inspectBackup: 'restore-backup',
  dropRestore: 'restore-backup',
  backUpToStick: 'back-up',
  takeFromStick: 'restore-backup',
  restoreBackup: 'restore-backup',
  exportLog: 'export-log',
  restart: 'restart',
  runTest: 'diagnose',
  keepTest: 'diagnose',
  runChecks: 'diagnose',
  printReport: 'diagnose',
  sendReport: 'diagnose',
  saveReport: 'diagnose',
  lookAtPorts: 'assign-ports',
  detectPort: 'assign-ports',
  endPortDetection: 'assign-ports',
  assignPort: 'assign-ports',
  changeSetting: 'change-settings',
  discardSettings: 'change-settings',
  applySettings: 'change-settings',
  lookForRelease: 'update-program',
  installFromStick: 'update-program',
  layNewCard: 'manage-staff',
  endAdding: 'manage-staff',
  addMember: 'manage-staff',
  changeRole: 'manage-staff',
  removeMember: 'manage-staff',
  unlockMember: 'manage-staff',
  printCredential: 'manage-staff',
  writeCredential: 'manage-staff',
  revokeCredential: 'manage-staff',
};

/** What a database said, as a result: done, no longer as the screen had it, or not to be written. */
const resultOf = (
  outcome: { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly detail?: string },
  done: StaffResult,
): ActionResult => {
  if (outcome.ok) return { code: done, good: true };
  if (outcome.reason === 'closed-by-centre') return { code: 'closed-by-centre', good: false };
  // A failing disk has a detail; a refusal of a store has none.
  return { code: outcome.detail === undefined ? 'no-longer-so' : 'could-not-record', good: false };
};

/**
 * Does what staff touch: the right is looked up each time, and each action leaves one audit entry with the pseudonym of
 * who did it, in the transaction of what it changes.
 */
export const createStaffActions = (options: {
  readonly database: KioskDatabase;
  readonly access: StaffAccess;
  readonly closing: ServiceClosing;
  readonly ambience: Pick<AmbienceService, 'change'>;
  /** A dead letter goes out again. */
  readonly wakeQueue: () => void;
  readonly recoverySeen: () => void;
  readonly restore: Pick<RestoreDesk, 'perform'>;
  readonly stickBackups: Pick<StickBackupDesk, 'perform'>;
  readonly backUpNow: () => Promise<boolean>;
  /** The kiosk comes up anew in a moment, when this action has had its word. */
  readonly restartSoon: () => void;
  readonly sticks: () => readonly Stick[];
  readonly exportLog: (stick: Stick) => Promise<LogExportOutcome>;
  readonly diagnose: Diagnose;
  readonly ports: Pick<PortAssignments, 'perform'>;
  readonly settings: Pick<SettingsDesk, 'perform'>;
  readonly updates: Pick<UpdateDesk, 'perform'>;
  readonly members: Pick<MembersDesk, 'perform'>;
  readonly messages: MessageMaker;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): StaffServices['perform'] => {
  const { database, closing, log } = options;

  const onLetter = (member: SignedIn, key: string, change: DeadLetterChange): ActionResult => {
    const changed = changeDeadLetter(database, { by: 'key', key }, change, auditActorOf(member));
    if (changed.ok) options.wakeQueue();
    return resultOf(changed, change.action === 'retry' ? 'letter-retried' : 'letter-settled');
  };
  const onPrint = (member: SignedIn, job: string, finding: PrintFinding): ActionResult =>
    resultOf(settlePrint(database, auditActorOf(member), job, finding, options.messages), 'print-settled');

  const markRecoverySeen = (member: SignedIn, id: number): ActionResult => {
    const marked = database.transaction(({ recoveries, audit }) => {
      const seen = recoveries.markSeen(id);
      if (seen.ok) {
        audit.append({ actor: auditActorOf(member), action: 'database.recovery-seen', subject: String(id) });
      }
      return seen;
    });
    if (marked.ok) options.recoverySeen();
    return resultOf(marked, 'recovery-seen');
  };

  const backUp = async (member: SignedIn): Promise<ActionResult> => {
    const made = await options.backUpNow();
    const kept = database.transaction(({ audit }) => {
      const reason = made ? 'made' : 'not-made';
      audit.append({ actor: auditActorOf(member), action: 'database.backup-asked', reason });
      return { ok: true };
    });
    if (!kept.ok) return resultOf(kept, 'backed-up');
    return made ? { code: 'backed-up', good: true } : { code: 'backup-failed', good: false };
  };

  const recordExport = (member: SignedIn, action: string, reason?: string) =>
    database.transaction(({ audit }) => {
      audit.append({ actor: auditActorOf(member), action, ...(reason === undefined ? {} : { reason }) });
      return { ok: true };
    });

  /** On record before the file is made, which then says so itself, and what came of it after. */
  const exportTo = async (member: SignedIn, name: string): Promise<ActionResult> => {
    const stick = options.sticks().find((found) => found.name === name);
    if (stick === undefined) return { code: 'stick-gone', good: false };
    const kept = recordExport(member, 'log.export-begun');
    if (!kept.ok) return resultOf(kept, 'log-exported');
    const exported = await options.exportLog(stick);
    if (exported.ok) {
      recordExport(member, 'log.exported');
      return { code: 'log-exported', good: true };
    }
    const { reason } = exported;
    recordExport(member, 'log.export-failed', reason);
    log.warn('log-not-exported', { reason });
    return {
      code: reason === 'not-read' || reason === 'not-signed' ? 'export-failed' : reason,
      good: false,
    };
  };

  const restart = (member: SignedIn): ActionResult => {
    const kept = database.transaction(({ audit }) => {
      audit.append({ actor: auditActorOf(member), action: 'kiosk.restart-asked' });
      return { ok: true };
    });
    if (kept.ok) options.restartSoon();
    return resultOf(kept, 'restarting');
  };

  const perform = (
    member: SignedIn,
    action: StaffAction,
    signal: AbortSignal,
  ): ActionResult | Promise<ActionResult> => {
    const actor = auditActorOf(member);
    switch (action.name) {
      case 'retryLetter':
        return onLetter(member, action.key, { action: 'retry' });
      case 'settleLetter':
        return onLetter(member, action.key, { action: 'settle', reason: action.reason });
      case 'confirmPrint':
        return onPrint(member, action.job, { outcome: 'completed' });
      case 'rejectPrint':
        return onPrint(member, action.job, { outcome: 'failed', reason: action.reason });
      case 'refillPaper': {
        const { sheets, add } = action;
        return resultOf(refillPaper(database, options.now, { actor, sheets, add }), 'paper-refilled');
      }
      case 'closeKiosk': {
        const { reason, reopening } = action;
        return resultOf(closing.close({ actor, reason, reopening }), 'kiosk-closed');
      }
      case 'openKiosk':
        return resultOf(closing.open(actor), 'kiosk-opened');
      case 'setAmbience':
        return resultOf(options.ambience.change(actor, action.ambience), 'ambience-kept');
      case 'changePin':
        return changeOwnPin(options, member, action);
      case 'recoverySeen':
        return markRecoverySeen(member, action.id);
      case 'backUp':
        return backUp(member);
      case 'inspectBackup':
      case 'dropRestore':
      case 'restoreBackup':
        return options.restore.perform(member, action);
      case 'backUpToStick':
      case 'takeFromStick':
        return options.stickBackups.perform(member, action);
      case 'restart':
        return restart(member);
      case 'exportLog':
        return exportTo(member, action.stick);
      case 'runTest':
      case 'keepTest':
      case 'runChecks':
      case 'printReport':
      case 'sendReport':
      case 'saveReport':
        return options.diagnose(member, action, signal);
      case 'lookAtPorts':
      case 'detectPort':
      case 'endPortDetection':
      case 'assignPort':
        return options.ports.perform(member, action);
      case 'changeSetting':
      case 'discardSettings':
      case 'applySettings':
        return options.settings.perform(member, action);
      case 'lookForRelease':
      case 'installFromStick':
        return options.updates.perform(member, action);
      case 'layNewCard':
      case 'endAdding':
      case 'addMember':
      case 'changeRole':
      case 'removeMember':
      case 'unlockMember':
      case 'printCredential':
      case 'writeCredential':
      case 'revokeCredential':
        return options.members.perform(member, action, signal);
    }
  };

  return async ({ member, action, signal }) => {
    const { label, role } = member;
    const result = hasRight(role, rightOfAction[action.name])
      ? await perform(member, action, signal)
      : ({ code: 'not-allowed', good: false } as const);
    log.info('staff-action', { label, action: action.name, result: result.code });
    return result;
  };
};
