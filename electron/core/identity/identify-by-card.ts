import type { Clock } from '../../../drivers/device/clock.ts';
import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { Log } from '../log/core-log.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson, IdentifyOutcome } from '../session/visit-types.ts';
import { ageOn } from './age.ts';

/** What the reader read of a card, as a visit carries it. */
export interface ReadCard {
  readonly record: CardRecord;
  /** As the card has it, WLT; null where it has none. */
  readonly photo: Uint8Array | null;
}

/** Who is younger comes with a parent or guardian 监护人 (民法典 art. 19, 20; 居民身份证法 art. 7: below 16 they apply for the card). */
export const ageWithoutGuardian = 16;

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** Turns a card that was read into a person at assurance level 2, or says why not. Nobody has looked at a face by then. */
export const createIdentifyByCard = (options: {
  readonly journal: VisitJournal;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly pseudonymOf: (idNumber: string) => string;
}): ((request: {
  readonly visitId: string;
  readonly card: ReadCard;
  readonly known: IdentifiedPerson | null;
}) => Promise<IdentifyOutcome>) => {
  const { journal, clock, log } = options;
  const refuse = (visitId: string, photo: Uint8Array | null, problem: Failure['problem']) => {
    photo?.fill(0);
    log.info('identity-refused', { reason: problem });
    journal.identityRefused(visitId, problem);
    return failure(problem, problem);
  };
  return async ({ visitId, card: { record, photo }, known }) => {
    const now = clock.now();
    const validity = judgeValidity(record, now);
    if (validity === 'expired') return refuse(visitId, photo, 'card-expired');
    if (validity === 'not-yet-valid') return refuse(visitId, photo, 'card-not-yet-valid');
    if (known && known.idNumber !== record.idNumber) return refuse(visitId, photo, 'another-person');
    if (ageOn(record.birthDate, now) < ageWithoutGuardian) return refuse(visitId, photo, 'guardian-needed');
    const person = {
      name: record.name,
      sex: record.sex,
      idNumber: record.idNumber,
      assuranceLevel: 2,
      method: 'id-card',
      pseudonym: options.pseudonymOf(record.idNumber),
      card: { birthDate: record.birthDate, address: 'address' in record ? record.address : null },
      cardTerm: { validFrom: record.validFrom, validUntil: record.validUntil },
    } as const;
    const recorded = journal.identified(visitId, person);
    if (!recorded.ok) {
      photo?.fill(0);
      return failure('could-not-record', recorded.reason);
    }
    log.info('identified', {
      method: person.method,
      assuranceLevel: person.assuranceLevel,
      cardKind: record.kind,
    });
    return { ok: true, person, photo };
  };
};
