import type { VerificationOutcome, VerifiedView } from '../../../electron/contract/verification-view.ts';

/** Green stands, red must not be relied on, amber is for what somebody has to look at again. */
export type Light = 'green' | 'amber' | 'red';

type VerifiedResult = NonNullable<VerifiedView['result']>;

type Said = VerificationOutcome | 'noClock';

/** What the screen says first. */
export interface Verdict {
  readonly light: Light;
  readonly title: `verified.${Said}.title`;
  readonly lead: `verified.${Said}.lead`;
}

const lights: Readonly<Record<VerificationOutcome, Light>> = {
  genuine: 'green',
  revoked: 'red',
  expired: 'amber',
  'not-yet-valid': 'amber',
  altered: 'red',
  'unknown-issuer': 'red',
  'key-not-valid': 'red',
  malformed: 'amber',
  'not-a-certificate': 'amber',
  'unknown-version': 'amber',
  'identity-code': 'amber',
  unreadable: 'amber',
};

/** A machine that does not know the time says that the signature is genuine, and leaves the dates to who reads them. */
export const verdictOf = ({ outcome, claims, clockBelieved }: VerifiedResult): Verdict =>
  claims !== null && outcome !== 'revoked' && !clockBelieved
    ? { light: 'amber', title: 'verified.noClock.title', lead: 'verified.noClock.lead' }
    : {
        light: lights[outcome],
        title: `verified.${outcome}.title`,
        lead: `verified.${outcome}.lead`,
      };
