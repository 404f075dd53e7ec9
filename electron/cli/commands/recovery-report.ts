import type { UnseenRecovery } from '../../../db/stores/recoveries.ts';
import type { Report } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type {
  RecoveryFailureDocument,
  RecoveryListDocument,
  RecoverySeenDocument,
} from '../json-documents.ts';
import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import { columns } from '../text/columns.ts';
import { printable } from '../text/printable.ts';
import { noRecoveries, recoveryWords } from '../words/recovery-words.ts';
import { inBoth } from '../words/words.ts';

export type RecoveryResult =
  | { readonly outcome: 'listed'; readonly recoveries: readonly UnseenRecovery[] }
  | { readonly outcome: 'seen'; readonly id: number }
  | { readonly outcome: 'not-unseen' }
  | { readonly outcome: DatabaseRefusalReason; readonly detail: string };

const name = 'recovery';

const exitCodeOf = (outcome: RecoveryFailureDocument['outcome']): ExitCode => {
  switch (outcome) {
    case 'not-unseen':
      return exitCodes.notThere;
    case 'kiosk-running':
      return exitCodes.kioskRunning;
    default:
      return exitCodes.databaseRefused;
  }
};

const listReport = (recoveries: readonly UnseenRecovery[]): Report => ({
  exitCode: exitCodes.ok,
  text:
    recoveries.length === 0
      ? [inBoth(noRecoveries)]
      : recoveries.flatMap(({ id, text }) => [
          `recovery · 恢复编号 ${id}`,
          ...text.map((line) => `  ${printable(line)}`),
        ]),
  document: {
    command: name,
    ok: true,
    outcome: 'listed',
    recoveries: recoveries.map(({ id, report }) => ({ id, report })),
  } satisfies RecoveryListDocument,
});

const failureReport = (outcome: RecoveryFailureDocument['outcome'], detail?: string): Report => ({
  exitCode: exitCodeOf(outcome),
  text: [
    `${outcome}: ${inBoth(recoveryWords[outcome])}`,
    ...columns(detail === undefined ? [] : [['detail · 详情', detail]], '  '),
  ],
  document: {
    command: name,
    ok: false,
    outcome,
    words: recoveryWords[outcome],
    ...(detail === undefined ? {} : { detail }),
  } satisfies RecoveryFailureDocument,
});

/** How a result is told: counts, names of files, numbers and times, nothing of any resident. */
export const recoveryReport = (result: RecoveryResult): Report => {
  switch (result.outcome) {
    case 'listed':
      return listReport(result.recoveries);
    case 'seen':
      return {
        exitCode: exitCodes.ok,
        text: [`seen: ${inBoth(recoveryWords.seen)}`],
        document: {
          command: name,
          ok: true,
          outcome: 'seen',
          words: recoveryWords.seen,
          id: result.id,
        } satisfies RecoverySeenDocument,
      };
    case 'not-unseen':
      return failureReport(result.outcome);
    default:
      return failureReport(result.outcome, result.detail);
  }
};
