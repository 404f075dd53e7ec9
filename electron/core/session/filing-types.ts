import type { ApplicationItem, LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { AssuranceLevel } from '../../../platform/contract/certificate/claims.ts';
import type { FormAnswers } from '../../../platform/contract/application-form/conditions.ts';
import type { DataVerification } from '../../../platform/contract/data-verification.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import type { ChosenPackage } from '../../../platform/contract/packages/joint-form.ts';
import type { ConfirmedPolicy } from './policy-types.ts';
import type { IdentifiedPerson } from './visit-types.ts';

export type { FormAnswer, FormAnswers } from '../../../platform/contract/application-form/conditions.ts';

/**
 * Whether an application would be kept if somebody filed one now. `cannot-file-yet`: there is no good key of the
 * platform to seal it to, because this kiosk has not been online yet, or not for very long. `kiosk-not-recognised`: the
 * platform has revoked this kiosk, or says that it does not know it.
 */
export type FilingAvailability =
  | 'possible'
  | 'cannot-file-yet'
  | 'storage-cannot-keep'
  | 'kiosk-not-recognised';

/** A material that goes with an application, e.g. a captured page. Its bytes are overwritten once it is filed. */
export interface ApplicationMaterial {
  /** Which material of the item's list this is. */
  readonly code: string;
  readonly mediaType: SealedApplication['materials'][number]['mediaType'];
  readonly bytes: Uint8Array;
}

/** Everything of an application before it is filed. Lives in the core's memory for one visit. */
export interface ApplicationDraft {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  /** By the platform's clock, milliseconds since the Unix epoch. */
  readonly identifiedAt: number;
  /** The item as it was when the resident opened its form; of a package its joint form. */
  readonly item: ApplicationItem;
  /** What is handed in together; absent where it is one item. */
  readonly package?: ChosenPackage;
  readonly answers: FormAnswers;
  /** Where each answer comes from. */
  readonly sources: SealedApplication['sources'];
  readonly materials: readonly ApplicationMaterial[];
  /** The policy that is confirmed, where the application is nothing else. */
  readonly grant?: ConfirmedPolicy | undefined;
  /** Materials that the department takes from the certificate library. */
  readonly certificates: SealedApplication['certificates'];
  /** Materials that follow 容缺受理. */
  readonly promises: SealedApplication['promises'];
  /** What was checked of the applicant on the way. */
  readonly verifications?: readonly DataVerification[];
}

/** A material that is missing against a promise, as a receipt names it. */
export interface PromisedMaterial {
  readonly name: LocalizedText;
  readonly workingDays: number;
  /** The last day, YYYY-MM-DD. */
  readonly dueOn: string;
}

/** Of one of several applications that were filed together. */
export interface PartReceipt {
  readonly item: ApplicationItem;
  /** Idempotency key of the application. */
  readonly key: string;
  readonly receiptNumber: string;
  /** What it still waits for. */
  readonly promises: readonly PromisedMaterial[];
}

/** What a resident has in hand when an application is on the disk. */
export interface Receipt {
  /** Idempotency key of the application; of a package a key of its own. */
  readonly key: string;
  readonly receiptNumber: string;
  /** By the platform's clock, milliseconds since the Unix epoch. */
  readonly filedAt: number;
  readonly promises: readonly PromisedMaterial[];
  /** For which enterprise a policy was confirmed, by name and credit code; absent: for the person. */
  readonly enterprise?: { readonly name: string; readonly creditCode: string };
  /** Of a package, each after those that it depends on. */
  readonly parts?: readonly [PartReceipt, ...PartReceipt[]];
}

export type FilingOutcome =
  /** The transaction has committed: the application exists. */
  | { readonly outcome: 'filed'; readonly receipt: Receipt }
  /** The disk would not take it; nothing was kept and the answers are still in memory. */
  | { readonly outcome: 'not-recorded'; readonly reason: string }
  | { readonly outcome: 'cannot-file'; readonly reason: Exclude<FilingAvailability, 'possible'> }
  /** The catalogue moved on while the form was open: to another form, or to none (null). */
  /** The policy was confirmed before for this period. */
  | { readonly outcome: 'policy-confirmed' }
  /** The item, as it is now, is not to be done for another, or not by this agent. */
  | {
      readonly outcome: 'agency-refused';
      readonly reason: 'agency-not-admitted' | 'authorisation-out-of-scope';
    }
  | {
      readonly outcome: 'item-changed';
      readonly item: ApplicationItem | null;
      /** The package as it is now, where it is one. */
      readonly package?: ChosenPackage;
    }
  /** The person was identified to `level` only; `item` as it is now asks for more. */
  | {
      readonly outcome: 'identity-not-assured';
      readonly level: AssuranceLevel;
      readonly item: ApplicationItem;
    }
  /** These fields are still to be answered. */
  | { readonly outcome: 'answers-missing'; readonly fields: readonly string[] }
  /** These materials are neither handed in nor promised. */
  | { readonly outcome: 'materials-missing'; readonly materials: readonly string[] };

/** How far a filed application has got, as a resident is told. */
export type Delivery = 'waiting' | 'received' | 'refused';
