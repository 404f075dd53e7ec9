import type { NewAuditEntry } from '../../../db/audit-log.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import { feedbackNumber } from '../../../platform/contract/receipt-number.ts';
import type { CorrectionSubmission, FeedbackSubmission } from '../../../platform/contract/submissions.ts';
import { agencyField } from '../agency/act-for-another.ts';
import { accountOf } from '../session/agency-types.ts';
import { accountEntry } from '../session/print-records.ts';
import type { ReplyFilingOptions } from './reply-filing-options.ts';
import type { ReplyDraft, ReplyOutcome } from './reply-types.ts';
import { sealReply } from './seal-reply.ts';
import { keepSupplement, sealSupplement } from './seal-supplement.ts';

/** Answers go out with applications, complaints behind them. */
const priorities = { correction: 0, feedback: 1 } as const;

/** What is to be kept of a reply, with nothing plain in it. */
interface SealedReply {
  readonly key: string;
  readonly number: string;
  readonly position: number | null;
  readonly filedAt: number;
  readonly submission: CorrectionSubmission | FeedbackSubmission;
  readonly entry: NewAuditEntry;
}

/**
 * Files what a resident hands in beside applications: sealed, with its message in the outbox and its audit entry in one
 * durable transaction. `filed` is said when it is on the disk, not before.
 */
export const createReplyFiling = (
  options: ReplyFilingOptions,
): ((draft: ReplyDraft) => Promise<ReplyOutcome>) => {
  const { database, platformTime, log } = options;

  const sealCorrection = async (
    draft: Extract<ReplyDraft, { purpose: 'correction' }>,
    sealingKey: SealingKey,
  ): Promise<SealedReply> => {
    const { receiptNumber, position, person, visitId } = draft;
    const filedAt = Math.round(platformTime.now());
    const outside = { key: options.newId(), receiptNumber, position, filedAt };
    const { name, sex, idNumber, assuranceLevel, method } = person;
    const identity = { method, assuranceLevel, identifiedAt: Math.round(draft.identifiedAt), visitId };
    const sealed = await sealReply(
      {
        schemaVersion: 1,
        ...outside,
        applicant: { name, sex, idNumber },
        ...agencyField(person),
        answers: { ...draft.answers },
        identity,
        consentedAt: filedAt,
      },
      sealingKey,
    );
    return {
      ...outside,
      number: receiptNumber,
      submission: { kind: 'correction', ...outside, assuranceLevel, sealed },
      entry: accountEntry(accountOf(person), {
        action: 'correction.filed',
        subject: receiptNumber,
        details: { position },
      }),
    };
  };

  const sealFeedback = async (
    draft: Extract<ReplyDraft, { purpose: 'feedback' }>,
    sealingKey: SealingKey,
  ): Promise<SealedReply> => {
    const { person, feedback, subject, text, callback } = draft;
    const filedAt = Math.round(platformTime.now());
    const number = feedbackNumber(options.stationCode, filedAt, options.randomBytes);
    const outside = { key: options.newId(), feedbackNumber: number, filedAt };
    const named = person && { name: person.name, sex: person.sex, idNumber: person.idNumber };
    const sealed = await sealReply(
      { schemaVersion: 1, ...outside, feedback, subject, text, callback, person: named },
      sealingKey,
    );
    return {
      key: outside.key,
      number,
      position: null,
      filedAt,
      submission: { kind: 'feedback', ...outside, sealed },
      entry: {
        // Who stays unnamed there stays so here.
        actor: { kind: 'resident', pseudonym: person?.pseudonym ?? null },
        action: 'feedback.filed',
        subject: number,
        details: { feedback, about: subject.about },
      },
    };
  };

  return async (draft) => {
    const available = options.availability();
    const sealingKey = options.sealingKey(platformTime.now());
    if (available !== 'possible' || sealingKey === null) {
      return { outcome: 'cannot-file', reason: available === 'possible' ? 'cannot-file-yet' : available };
    }
    if (draft.purpose === 'supplement') {
      const sealed = await sealSupplement(draft, { ...options, sealingKey });
      const still = options.availability();
      if (still !== 'possible') return { outcome: 'cannot-file', reason: still };
      return keepSupplement(draft, sealed, options);
    }
    const reply =
      draft.purpose === 'correction'
        ? await sealCorrection(draft, sealingKey)
        : await sealFeedback(draft, sealingKey);
    const still = options.availability();
    if (still !== 'possible') return { outcome: 'cannot-file', reason: still };
    const { key, number, position, filedAt, submission, entry } = reply;
    const kept = database.transaction((unit) => {
      const application =
        draft.purpose === 'correction' ? unit.applications.byReceiptNumber(number) : undefined;
      const filed = unit.replies.file({
        key,
        kind: draft.purpose,
        number,
        position,
        filedAt,
        // An answer never overtakes the application that it is about, where that was filed here.
        groupId: application?.key ?? key,
        priority: priorities[draft.purpose],
        ...(draft.purpose === 'correction' && draft.replaces !== undefined
          ? { replaces: draft.replaces }
          : {}),
        body: JSON.stringify(submission),
      });
      if (filed.ok) unit.audit.append(entry);
      return filed;
    });
    if (!kept.ok) {
      log.error('not-recorded', { action: entry.action, reason: kept.reason });
      return { outcome: 'not-recorded', reason: kept.reason };
    }
    log.info('reply-filed', { kind: draft.purpose });
    return { outcome: 'filed', receipt: { key, number } };
  };
};
