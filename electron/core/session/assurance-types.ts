import type { FaceWish } from '../../contract/face/face-messages.ts';
import type { FaceObstacle, FaceRefusal, VouchRefusal } from '../../contract/identity-words.ts';
import type { Failure, IdentifiedPerson } from './visit-types.ts';

/** Looks at a face that a visit may have; then the other way. */
export const faceAttempts = 3;

export type FaceOutcome =
  | { readonly outcome: 'same-person'; readonly person: IdentifiedPerson }
  | { readonly outcome: 'not-verified'; readonly reason: FaceRefusal }
  | { readonly outcome: 'impossible'; readonly obstacle: FaceObstacle }
  | ({ readonly outcome: 'failed' } & Failure);

export interface FaceListener {
  progress(wish: FaceWish): void;
  done(outcome: FaceOutcome): void;
}

export type StaffCardOutcome =
  | { readonly outcome: 'staff' }
  | {
      readonly outcome: 'refused';
      readonly reason: Exclude<VouchRefusal, 'wrong-pin'>;
      /** Until when it is locked, milliseconds since the Unix epoch. */
      readonly lockedUntil?: number;
    };

export type VouchOutcome =
  | { readonly outcome: 'vouched'; readonly person: IdentifiedPerson }
  | { readonly outcome: 'refused'; readonly reason: VouchRefusal; readonly lockedUntil?: number }
  | ({ readonly outcome: 'failed' } & Failure);
