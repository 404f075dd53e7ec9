import type { Clock } from '../../../drivers/device/clock.ts';
import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { Log } from '../log/core-log.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifyOutcome } from '../session/visit-types.ts';
import type { FaceVerifier } from './face-verification.ts';

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** Turns a card that was read into a person, or says why not: its term first, then the comparison with the holder. */
export const createIdentifyByCard = (options: {
  readonly faceVerifier: FaceVerifier;
  readonly journal: VisitJournal;
  readonly clock: Clock;
  readonly log: Log;
  readonly pseudonymOf: (idNumber: string) => string;
}): ((visitId: string, card: CardRecord) => Promise<IdentifyOutcome>) => {
  const { journal, clock, log } = options;
  const refuse = (visitId: string, problem: Failure['problem'], reason: string) => {
    log.info('identity-refused', { reason });
    journal.identityRefused(visitId, reason);
    return failure(problem, reason);
  };
  return async (visitId, card) => {
    const validity = judgeValidity(card, clock.now());
    if (validity === 'expired') return refuse(visitId, 'card-expired', 'card-expired');
    if (validity === 'not-yet-valid') return refuse(visitId, 'card-not-yet-valid', 'card-not-yet-valid');
    const face = await options.faceVerifier.verify();
    if (!face.ok) return refuse(visitId, 'identity-not-assured', face.reason);
    const person = {
      name: card.name,
      sex: card.sex,
      idNumber: card.idNumber,
      assuranceLevel: face.assuranceLevel,
      method: face.method,
      pseudonym: options.pseudonymOf(card.idNumber),
    } as const;
    const recorded = journal.identified(visitId, person);
    if (!recorded.ok) return failure('could-not-record', recorded.reason);
    log.info('identified', { method: face.method, assuranceLevel: face.assuranceLevel, cardKind: card.kind });
    return { ok: true, person };
  };
};
