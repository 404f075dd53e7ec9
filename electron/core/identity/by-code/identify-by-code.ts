import type { IdentityKey } from '../../../../platform/contract/api.ts';
import { kioskAudience } from '../../../../platform/contract/identity-code/claims.ts';
import {
  type IdentityCodeRefusal,
  verifyIdentityCode,
} from '../../../../platform/contract/identity-code/signed-code.ts';
import type { PlatformTime } from '../../../sync/trust/platform-time.ts';
import type { Log } from '../../log/core-log.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { Failure, IdentifyOutcome } from '../../session/visit-types.ts';
import { ageOn } from '../age.ts';
import { birthDateOf } from '../birth-date.ts';
import { ageWithoutGuardian } from '../identify-by-card.ts';
import type { createRedeemCode } from './redeem-code.ts';
import type { createUsedCodes } from './used-codes.ts';

/**
 * What a resident is told. A clock that is not believed cannot say that a code is old: then it is the clock's fault, as
 * it is when a code seems to come from the future.
 */
const problemOf = (refusal: IdentityCodeRefusal, isClockBelieved: boolean): Failure['problem'] => {
  switch (refusal) {
    case 'not-an-identity-code':
    case 'unknown-key':
    case 'bad-signature':
    case 'lives-too-long':
      return 'code-unknown';
    case 'malformed':
      return 'code-unreadable';
    case 'wrong-audience':
      return 'code-for-another';
    case 'expired':
      return isClockBelieved ? 'code-expired' : 'code-clock';
    case 'not-yet-valid':
      return 'code-clock';
  }
};

/**
 * Turns the text of a scanned code into a person at assurance level 1, or says why not: verified by published keys and
 * the platform's time, taken once here, and once everywhere where the platform can be asked.
 */
export const createIdentifyByCode = (options: {
  readonly identityKeys: () => readonly IdentityKey[];
  readonly platformTime: Pick<PlatformTime, 'now' | 'basis'>;
  readonly take: ReturnType<typeof createUsedCodes>;
  readonly redeem: ReturnType<typeof createRedeemCode>;
  readonly journal: Pick<VisitJournal, 'identified' | 'identityRefused'>;
  readonly log: Log;
  readonly pseudonymOf: (idNumber: string) => string;
}): ((request: { readonly visitId: string; readonly code: string }) => Promise<IdentifyOutcome>) => {
  const { platformTime, journal, log } = options;
  const failure = (problem: Failure['problem'], staffCode: string) =>
    ({ ok: false, problem, staffCode }) as const;
  const refuse = (visitId: string, problem: Failure['problem'], reason: string) => {
    log.info('identity-refused', { problem, reason });
    journal.identityRefused(visitId, reason);
    return failure(problem, reason);
  };
  const isClockBelieved = (): boolean => platformTime.basis() !== 'local-clock-not-believed';

  return async ({ visitId, code }) => {
    const now = platformTime.now();
    const verified = verifyIdentityCode(code, {
      identityKeys: options.identityKeys(),
      now,
      audience: kioskAudience,
    });
    if (verified.outcome !== 'genuine') {
      const { outcome } = verified;
      return refuse(visitId, problemOf(outcome, isClockBelieved()), outcome);
    }
    const { claims, keyId } = verified;
    const { holder } = claims;
    const birthDate = birthDateOf(holder.idNumber, now);
    if (birthDate === null) return refuse(visitId, 'code-refused', 'birth-date-unknown');
    if (ageOn(birthDate, now) < ageWithoutGuardian)
      return refuse(visitId, 'guardian-needed', 'guardian-needed');

    const taken = options.take({ id: claims.id, expiresAt: claims.expiresAt * 1_000, now });
    if (taken.outcome === 'not-recorded') return failure('could-not-record', taken.reason);
    if (taken.outcome === 'used') return refuse(visitId, 'code-used', 'code-used-here');
    const redemption = await options.redeem({ codeId: claims.id, keyId });
    if (redemption.outcome === 'refused') return refuse(visitId, redemption.problem, redemption.reason);
    // Without the platform's word the clock alone says that the code is fresh.
    if (redemption.outcome !== 'redeemed' && !isClockBelieved()) {
      return refuse(visitId, 'code-clock', 'clock-not-believed');
    }

    const person = {
      name: holder.name,
      sex: holder.sex,
      idNumber: holder.idNumber,
      assuranceLevel: 1,
      method: 'qr-identity',
      pseudonym: options.pseudonymOf(holder.idNumber),
    } as const;
    const evidence = { codeKey: keyId, redemption: redemption.outcome };
    const recorded = journal.identified(visitId, person, evidence);
    if (!recorded.ok) return failure('could-not-record', recorded.reason);
    log.info('identified', { method: person.method, assuranceLevel: person.assuranceLevel, ...evidence });
    return { ok: true, person, photo: null };
  };
};
