import type { AuditActor, AuditDetails, NewAuditEntry } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { PrintJob } from '../../../db/stores/print-jobs.ts';
import type { RatingLevel } from '../../../db/stores/ratings.ts';
import type { AgencyWay } from '../../../platform/contract/agency-way.ts';
import type { RatingSubmission } from '../../../platform/contract/submissions.ts';
import type { Log } from '../log/core-log.ts';
import type { Account } from './agency-types.ts';
import type { MessageMaker } from '../my-documents/tell-collected.ts';
import {
  accountEntry,
  createPrintRecords,
  type PrintRecords,
  type PrintSettlement,
  type Recorded,
  type WriteRecords,
} from './print-records.ts';
import type { IdentifiedPerson, Presentation, VisitEnd, VisitRating } from './visit-types.ts';

/**
 * Writes down what a visit does: each business row and its audit entry in one durable transaction. Pseudonyms, codes and
 * times only; names and numbers never come here.
 */
export interface VisitJournal extends PrintRecords {
  beginVisit(visitId: string, presentation: Presentation): Recorded;
  identified(
    visitId: string,
    person: Pick<IdentifiedPerson, 'pseudonym' | 'method' | 'assuranceLevel'>,
    /** What the decision rests on: scores, versions, who vouched. */
    evidence?: AuditDetails,
  ): Recorded;
  /** A look at a face ended without a yes. */
  faceRefused(visitId: string, pseudonym: string, reason: string, evidence: AuditDetails): Recorded;
  /** Somebody begins to act for somebody else; both are named, by pseudonym. */
  agencyBegun(
    visitId: string,
    agency: {
      readonly agent: string;
      readonly principal: string;
      readonly way: AgencyWay;
      readonly authorisation: string | null;
    },
  ): Recorded;
  agencyRefused(visitId: string, agent: string, reason: string): Recorded;
  identityRefused(visitId: string, reason: string): Recorded;
  /** The person agreed that the platform looks up which policies fit; to be called before it is asked. */
  policiesMatched(visitId: string, account: Account): Recorded;
  /** How somebody stands for an item is about to be asked, who agreed to it. */
  creditChecked(visitId: string, account: Account, item: string): Recorded;
  /** Somebody agreed that it is looked up what is known for the form of an item. */
  knownAnswersAsked(visitId: string, account: Account, item: string): Recorded;
  /** The resident agreed; to be called before the platform is asked. */
  requested(
    request: Account & {
      readonly visitId: string;
      readonly requestId: string;
      readonly kind: string;
      readonly purposeCode: string;
    },
  ): Recorded;
  issued(
    issue: Account & {
      readonly requestId: string;
      readonly certificateNumber: string;
      readonly claimsHash: string;
    },
  ): Recorded;
  notIssued(
    issue: Account & {
      readonly requestId: string;
      readonly state: 'refused' | 'not-genuine' | 'unanswered';
      readonly reason: string;
    },
  ): Recorded;
  /** The resident asked for more of a kind than one may print in a day. */
  quotaReached(visitId: string, kind: string, pseudonym: string, agent?: string): Recorded;
  /** The rating and its message to the platform. */
  rated(rating: VisitRating): Recorded;
  /** What became of a receipt on its way to paper. Another print of it does no harm, so it needs no job of its own. */
  receiptPrinted(
    print: Account & {
      readonly receiptNumber: string;
      readonly settlement: PrintSettlement;
    },
  ): Recorded;
  endVisit(visitId: string, end: VisitEnd, presentation: Presentation): Recorded;
  /** A card was left on the reader: of nobody, because its visit has been forgotten. */
  cardLeft(): Recorded;
  cardTaken(afterSeconds: number): Recorded;
  /** Ends what a dead core left open; returns the print jobs whose outcome is to be found out. */
  endInterrupted(): readonly PrintJob[];
}

const kiosk: AuditActor = { kind: 'kiosk', pseudonym: null };
const resident = (pseudonym: string | null): AuditActor => ({ kind: 'resident', pseudonym });

/** A rating waits behind applications. */
const ratingPriority = 1;

const submittedLevel: Readonly<Record<RatingLevel, RatingSubmission['level']>> = {
  5: 'very-satisfied',
  4: 'satisfied',
  3: 'fairly-satisfied',
  2: 'dissatisfied',
  1: 'very-dissatisfied',
};

/** The journal on the kiosk's database. */
export const createVisitJournal = (
  database: KioskDatabase,
  log: Log,
  messages: MessageMaker,
): VisitJournal => {
  /** One transaction: the business part, then its audit entries. */
  const recordAll: WriteRecords = (entries, work) => {
    const outcome = database.transaction((unit) => {
      const worked = work(unit);
      if (worked.ok) for (const entry of entries) unit.audit.append(entry);
      return worked;
    });
    if (!outcome.ok) log.error('not-recorded', { action: entries[0]?.action ?? '', reason: outcome.reason });
    return outcome;
  };
  const record = (entry: NewAuditEntry, work: Parameters<WriteRecords>[1]): Recorded =>
    recordAll([entry], work);
  const done = { ok: true } as const;

  return {
    beginVisit: (visitId, presentation) =>
      record({ actor: resident(null), action: 'visit.begun', subject: visitId }, ({ visits }) => {
        visits.begin({ id: visitId, ...presentation });
        return done;
      }),
    identified: (visitId, { pseudonym, method, assuranceLevel }, evidence) =>
      record(
        {
          actor: resident(pseudonym),
          action: 'visit.identified',
          subject: visitId,
          details: { ...evidence, method, assuranceLevel },
        },
        ({ visits }) =>
          visits.identify({ id: visitId, identifiedBy: method, assuranceLevel, holderPseudonym: pseudonym }),
      ),
    faceRefused: (visitId, pseudonym, reason, evidence) =>
      record(
        {
          actor: resident(pseudonym),
          action: 'visit.face-refused',
          subject: visitId,
          reason,
          details: evidence,
        },
        () => done,
      ),
    agencyBegun: (visitId, { agent, ...details }) =>
      record({ actor: resident(agent), action: 'agency.begun', subject: visitId, details }, () => done),
    agencyRefused: (visitId, agent, reason) =>
      record({ actor: resident(agent), action: 'agency.refused', subject: visitId, reason }, () => done),
    identityRefused: (visitId, reason) =>
      record(
        { actor: resident(null), action: 'visit.identity-refused', subject: visitId, reason },
        () => done,
      ),
    policiesMatched: (visitId, account) =>
      record(
        accountEntry(account, { action: 'policies.consented-and-matched', subject: visitId }),
        () => done,
      ),
    creditChecked: (visitId, account, item) =>
      record(
        accountEntry(account, {
          action: 'credit.consented-and-asked',
          subject: visitId,
          details: { item },
        }),
        () => done,
      ),
    knownAnswersAsked: (visitId, account, item) =>
      record(
        accountEntry(account, {
          action: 'known-answers.consented-and-asked',
          subject: visitId,
          details: { item },
        }),
        () => done,
      ),
    requested: ({ pseudonym, agent, ...request }) =>
      record(
        accountEntry(
          { pseudonym, agent },
          {
            action: 'certificate.consented-and-requested',
            subject: request.requestId,
            details: { kind: request.kind, purpose: request.purposeCode },
          },
        ),
        ({ certificateIssues }) => certificateIssues.request({ ...request, holderPseudonym: pseudonym }),
      ),
    issued: ({ pseudonym, agent, ...issue }) =>
      record(
        accountEntry(
          { pseudonym, agent },
          { action: 'certificate.issued', subject: issue.certificateNumber },
        ),
        ({ certificateIssues }) => certificateIssues.markIssued(issue),
      ),
    notIssued: ({ pseudonym, agent, ...issue }) =>
      record(
        accountEntry(
          { pseudonym, agent },
          {
            action: `certificate.${issue.state}`,
            subject: issue.requestId,
            reason: issue.reason,
          },
        ),
        ({ certificateIssues }) => certificateIssues.markNotIssued(issue),
      ),
    quotaReached: (visitId, kind, pseudonym, agent) =>
      record(
        accountEntry(
          { pseudonym, agent },
          {
            action: 'certificate.quota-reached',
            subject: visitId,
            details: { kind },
          },
        ),
        () => done,
      ),
    ...createPrintRecords(recordAll, messages),
    rated: ({ visitId, businessId, subject, groupId, itemCode, level }) =>
      record(
        { actor: resident(null), action: 'visit.rated', subject: businessId, details: { level } },
        ({ ratings, outbox }) => {
          const rated = ratings.rate({ businessId, visitId, itemCode, level });
          if (!rated.ok) return rated;
          const key = messages.newKey();
          const submission: RatingSubmission = {
            kind: 'rating',
            key,
            subject,
            level: submittedLevel[level],
            ratedAt: Math.round(messages.platformTime.now()),
          };
          outbox.add({
            key,
            kind: 'rating',
            groupId: groupId ?? key,
            priority: ratingPriority,
            body: JSON.stringify(submission),
          });
          return rated;
        },
      ),
    receiptPrinted: ({ receiptNumber, pseudonym, agent, settlement }) =>
      record(
        accountEntry(
          { pseudonym, agent },
          {
            action: `receipt.print-${settlement.outcome}`,
            subject: receiptNumber,
            ...(settlement.outcome === 'completed' ? {} : { reason: settlement.reason }),
          },
        ),
        () => done,
      ),
    endVisit: (visitId, end, presentation) =>
      record({ actor: resident(null), action: 'visit.ended', subject: visitId, reason: end }, ({ visits }) =>
        visits.end({ id: visitId, outcome: end, ...presentation }),
      ),
    cardLeft: () => record({ actor: kiosk, action: 'card.left' }, () => done),
    cardTaken: (afterSeconds) =>
      record({ actor: kiosk, action: 'card.taken', details: { afterSeconds } }, () => done),
    endInterrupted: () => {
      const outcome = database.transaction(({ visits, certificateIssues, audit, printJobs }) => {
        for (const { id } of visits.endInterrupted()) {
          audit.append({ actor: kiosk, action: 'visit.ended', subject: id, reason: 'interrupted' });
        }
        // Nobody waits for these answers any more; what the department issued is on its side.
        for (const { requestId } of certificateIssues.requested()) {
          certificateIssues.markNotIssued({ requestId, state: 'unanswered', reason: 'interrupted' });
          audit.append({
            actor: kiosk,
            action: 'certificate.unanswered',
            subject: requestId,
            reason: 'interrupted',
          });
        }
        return { ok: true, unsettled: printJobs.unsettled() };
      });
      if (outcome.ok) return outcome.unsettled;
      log.error('not-recorded', { action: 'visit.ended', reason: outcome.reason });
      return [];
    },
  };
};
