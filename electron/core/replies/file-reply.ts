import type { NewAuditEntry } from '../../../db/audit-log.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import { feedbackNumber } from '../../../platform/contract/receipt-number.ts';
import type { SealedCorrection, SealedFeedback } from '../../../platform/contract/sealed-replies.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import type { CorrectionSubmission, FeedbackSubmission } from '../../../platform/contract/submissions.ts';
import type { Log } from '../log/core-log.ts';
import type { FilingAvailability } from '../session/filing-types.ts';
import type { ReplyDraft, ReplyOutcome } from './reply-types.ts';

export interface ReplyFilingOptions {
  readonly database: Pick<UnitOfWork, 'transaction'>;
  /** Whether anything would be kept now (applications/file-application.ts). */
  readonly availability: () => FilingAvailability;
  readonly sealingKey: (now: number) => SealingKey | null;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  /** Makes a UUIDv7 (RFC 9562 §5.7). */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}

/** Answers go out with applications, complaints behind them. */
const priorities = { correction: 0, feedback: 1 } as const;

/** Seals plain text to the platform; its bytes are overwritten at once. */
const seal = async (content: SealedCorrection | SealedFeedback, key: SealingKey): Promise<string> => {
  const plain = new TextEncoder().encode(JSON.stringify(content));
  try {
    return await sealToPlatform(plain, key, { key: content.key });
  } finally {
    plain.fill(0);
  }
};

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
    const { name, sex, idNumber, assuranceLevel, method, pseudonym } = person;
    const identity = { method, assuranceLevel, identifiedAt: Math.round(draft.identifiedAt), visitId };
    const sealed = await seal(
      {
        schemaVersion: 1,
        ...outside,
        applicant: { name, sex, idNumber },
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
      entry: {
        actor: { kind: 'resident', pseudonym },
        action: 'correction.filed',
        subject: receiptNumber,
        details: { position },
      },
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
    const sealed = await seal(
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
