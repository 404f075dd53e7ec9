import type { AssuranceLevel } from '../../../platform/contract/certificate/claims.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** What a comparison of the person with the card found. */
export type FaceVerificationOutcome =
  | {
      readonly ok: true;
      readonly assuranceLevel: AssuranceLevel;
      readonly method: 'id-card-demo-check';
    }
  | { readonly ok: false; readonly reason: 'face-verification-not-installed' };

/** Compares the person in front of the kiosk with the card. This is where a face engine goes in. */
export interface FaceVerifier {
  verify(): Promise<FaceVerificationOutcome>;
}

/**
 * What stands here until a face engine does. `required` refuses, because nobody was compared. `demo-stand-in` lets the
 * card and its chip data count for what they are, assurance level 2: no certificate claims a check that was not made.
 */
export const createFaceVerifier = (setting: Settings['identity']['faceVerification']): FaceVerifier => ({
  verify: async () => {
    switch (setting) {
      case 'required':
        return { ok: false, reason: 'face-verification-not-installed' };
      case 'demo-stand-in':
        return { ok: true, assuranceLevel: 2, method: 'id-card-demo-check' };
    }
  },
});
