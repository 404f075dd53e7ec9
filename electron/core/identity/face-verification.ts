import type { AssuranceLevel } from '../../../platform/contract/certificate/claims.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** What a comparison of the person with the card found. */
export type FaceVerificationOutcome =
  | {
      readonly ok: true;
      readonly assuranceLevel: AssuranceLevel;
      readonly method: 'id-card' | 'id-card-demo-check';
    }
  | { readonly ok: false; readonly reason: 'face-differs' | 'no-decision' };

/**
 * Compares the person in front of the kiosk with the card. This is where a face engine goes in; none is part of this
 * version, and what stands in says so.
 */
export interface FaceVerifier {
  verify(): Promise<FaceVerificationOutcome>;
}

/**
 * `not-installed`: nobody was compared, so the card alone counts (assurance level 2). `demo-stand-in`: pretends that a
 * comparison was made (level 3); every screen says that it was not.
 */
export const createFaceVerifier = (setting: Settings['identity']['faceVerification']): FaceVerifier => ({
  verify: async () =>
    setting === 'demo-stand-in'
      ? { ok: true, assuranceLevel: 3, method: 'id-card-demo-check' }
      : { ok: true, assuranceLevel: 2, method: 'id-card' },
});
