import type { AuditDetails } from '../../../../db/audit-log.ts';
import type { FaceObstacle, FaceRefusal } from '../../../contract/identity-words.ts';
import type { Log } from '../../log/core-log.ts';
import type { FaceOutcome } from '../../session/assurance-types.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { FaceRequest } from '../../session/visit-services.ts';

/** Writes down how a look at a face ended, and says so. Evidence is scores, versions and answers, never a picture. */
export interface FaceRecord {
  accept(request: FaceRequest, evidence: AuditDetails): FaceOutcome;
  refuse(request: FaceRequest, reason: FaceRefusal, evidence: AuditDetails): FaceOutcome;
  /** The platform was to compare, and did not. */
  notCompared(request: FaceRequest, obstacle: FaceObstacle, evidence: AuditDetails): FaceOutcome;
}

export const createFaceRecord = (options: {
  readonly journal: Pick<VisitJournal, 'identified' | 'faceRefused'>;
  readonly log: Log;
}): FaceRecord => {
  const { journal, log } = options;
  const notRecorded = (staffCode: string): FaceOutcome => ({
    outcome: 'failed',
    problem: 'could-not-record',
    staffCode,
  });
  return {
    accept: (request, evidence) => {
      const person = { ...request.person, assuranceLevel: 3, method: 'id-card-face' } as const;
      const recorded = journal.identified(request.visitId, person, evidence);
      if (!recorded.ok) return notRecorded(recorded.reason);
      log.info('face-verified', evidence);
      return { outcome: 'same-person', person };
    },
    refuse: (request, reason, evidence) => {
      const recorded = journal.faceRefused(request.visitId, request.person.pseudonym, reason, evidence);
      if (!recorded.ok) return notRecorded(recorded.reason);
      log.info('face-not-verified', { reason, ...evidence });
      return { outcome: 'not-verified', reason };
    },
    notCompared: (request, obstacle, evidence) => {
      const recorded = journal.faceRefused(request.visitId, request.person.pseudonym, obstacle, evidence);
      if (!recorded.ok) return notRecorded(recorded.reason);
      log.info('face-not-compared', { obstacle, ...evidence });
      return { outcome: 'impossible', obstacle };
    },
  };
};
