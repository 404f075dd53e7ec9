import type { StaffMember } from '../../../db/stores/staff.ts';
import type { DiagnosticAction, StaffAction } from '../../contract/staff/staff-intents.ts';
import type { SignInRefusal, StaffPageName, StaffResult } from '../../contract/staff/staff-words.ts';
import type { CardListener } from '../session/visit-types.ts';

/** Somebody whose card was recognised. Lives in the core's memory until they leave. */
export interface CardHolder {
  /** With which credential; null: with the own card. */
  readonly credential: string | null;
  readonly pseudonym: string;
  /** What whoever has seen the card would guess; no PIN may be one of them. Null: came in without the card. */
  readonly guessablePins: readonly string[] | null;
}

/** Somebody who has signed in. */
export interface SignedIn extends CardHolder {
  readonly label: StaffMember['label'];
  readonly role: StaffMember['role'];
}

/** Why somebody is not let in; `lockedUntil`: milliseconds since the Unix epoch. */
export interface Refusal {
  readonly reason: SignInRefusal;
  readonly lockedUntil: number | null;
}

export type RecogniseOutcome =
  | { readonly outcome: 'recognised'; readonly holder: CardHolder }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

export type SignInOutcome =
  | { readonly outcome: 'signed-in'; readonly member: SignedIn }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** What came of an action; `good`: it was done. */
export interface ActionResult {
  readonly code: StaffResult;
  readonly good: boolean;
}

/** Does what a technician asks for (core/diagnostics). */
export type Diagnose = (
  member: SignedIn,
  action: DiagnosticAction,
  signal: AbortSignal,
) => Promise<ActionResult>;

/** What somebody shows in place of the own card: a code that was scanned, or what lies on a stick. */
export type PresentedCredential =
  | { readonly from: 'scan'; readonly text: string }
  | { readonly from: 'stick' };

/** How somebody left. */
export type LeaveReason = 'by-hand' | 'timed-out';

/** What the chart of staff mode needs done. None of them throws for what the outside does wrong. */
export interface StaffServices<Card = unknown> {
  /** Looks for a card until the returned function is called. */
  lookForCard(listener: CardListener<Card>): () => void;
  /** Looks for a slip until the returned function is called; `read` is told what the code says. */
  lookForSlip(read: (text: string) => void): () => void;
  recognise(card: Card): Promise<RecogniseOutcome>;
  recogniseCredential(presented: PresentedCredential): Promise<RecogniseOutcome>;
  signIn(request: { readonly holder: CardHolder; readonly pin: string }): Promise<SignInOutcome>;
  /** `signal` is aborted when nobody waits for the outcome any more. */
  perform(request: {
    readonly member: SignedIn;
    readonly action: StaffAction;
    readonly signal: AbortSignal;
  }): Promise<ActionResult>;
  /** The page was opened; written down where what it shows is worth it. */
  opened(member: SignedIn, page: StaffPageName): void;
  signedOut(member: SignedIn, reason: LeaveReason): void;
}
