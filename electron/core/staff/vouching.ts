import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { Log } from '../log/core-log.ts';
import type { StaffCardOutcome, VouchOutcome } from '../session/assurance-types.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import { hasRight, rolesWith } from './rights.ts';
import type { StaffAccess } from './staff-access.ts';

/** A member of staff looks at a resident and the card, and says that it is the same person. */
export const createVouching = (options: {
  readonly access: StaffAccess;
  readonly journal: Pick<VisitJournal, 'identified'>;
  readonly pseudonymOf: (idNumber: string) => string;
  readonly now: () => number;
  readonly log: Log;
}) => {
  const { access, journal, log } = options;

  const recognise = (person: IdentifiedPerson, card: CardRecord): StaffCardOutcome => {
    if (card.idNumber === person.idNumber) return { outcome: 'refused', reason: 'own-visit' };
    if (judgeValidity(card, options.now()) !== 'valid') return { outcome: 'refused', reason: 'not-staff' };
    const recognised = access.recognise(options.pseudonymOf(card.idNumber));
    if (recognised.outcome === 'refused') return recognised;
    return hasRight(recognised.member.role, 'vouch-for-resident')
      ? { outcome: 'staff' }
      : { outcome: 'refused', reason: 'not-staff' };
  };

  return {
    /** Somebody is enrolled who can. */
    isPossible: (): boolean => access.hasAny(rolesWith('vouch-for-resident')),
    recognise,
    vouch: async (request: {
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly card: CardRecord;
      readonly pin: string;
    }): Promise<VouchOutcome> => {
      const recognised = recognise(request.person, request.card);
      if (recognised.outcome === 'refused') return recognised;
      const admitted = await access.admit(options.pseudonymOf(request.card.idNumber), request.pin);
      if (admitted.outcome === 'failed') {
        return { outcome: 'failed', problem: 'could-not-record', staffCode: admitted.reason };
      }
      if (admitted.outcome === 'refused') {
        log.warn('vouching-refused', { reason: admitted.reason });
        return admitted;
      }
      const person = { ...request.person, assuranceLevel: 3, method: 'id-card-staff' } as const;
      const recorded = journal.identified(request.visitId, person, { vouchedBy: admitted.member.label });
      if (!recorded.ok) return { outcome: 'failed', problem: 'could-not-record', staffCode: recorded.reason };
      log.info('identity-vouched', { by: admitted.member.label });
      return { outcome: 'vouched', person };
    },
  };
};
