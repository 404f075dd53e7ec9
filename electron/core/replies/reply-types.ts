import type { ItemMaterial } from '../../../platform/contract/application-form/material.ts';
import type { ApplicationItem, FormField, LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { HeldCertificateKind } from '../../../platform/contract/library.ts';
import type { FeedbackKind, FeedbackSubject } from '../../../platform/contract/sealed-replies.ts';
import type { FilingAvailability, FormAnswers } from '../session/filing-types.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';

/** What a short form is for. */
export type ReplyAim =
  | {
      readonly purpose: 'correction';
      readonly receiptNumber: string;
      /** Position of the step that asked. */
      readonly position: number;
      /** Key of the answer that was given here before and does not count. */
      readonly replaces?: string;
      readonly itemName: LocalizedText | null;
      readonly department: LocalizedText | null;
      readonly fields: readonly FormField[];
    }
  /** A material that was promised 容缺受理: no question, one material. */
  | {
      readonly purpose: 'supplement';
      readonly receiptNumber: string;
      readonly itemName: LocalizedText | null;
      readonly department: LocalizedText | null;
      /** As the catalogue has it now. */
      readonly item: ApplicationItem;
      /** With the ways in which it may come now: not once more later. */
      readonly material: ItemMaterial;
      /** YYYY-MM-DD. */
      readonly dueOn: string;
    }
  | {
      readonly purpose: 'feedback';
      /** What can be named; as the hall knew it when the form was opened. */
      readonly items: readonly { readonly code: string; readonly label: LocalizedText }[];
      readonly departments: readonly { readonly code: string; readonly label: LocalizedText }[];
      /** Somebody is identified and may give the name with it. */
      readonly mayGiveName: boolean;
    };

/** A short form that is open. Lives in the core's memory for one visit. */
export interface OpenReply {
  readonly aim: ReplyAim;
  readonly answers: FormAnswers;
  /** Index of the question on the screen. */
  readonly question: number;
  /** Opened from the review: an answer leads back there. */
  readonly revising: boolean;
}

/** What a resident hands in beside applications. */
export type ReplyDraft =
  | {
      readonly purpose: 'correction';
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly identifiedAt: number;
      readonly receiptNumber: string;
      readonly position: number;
      readonly replaces?: string;
      readonly answers: FormAnswers;
    }
  | {
      readonly purpose: 'supplement';
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly identifiedAt: number;
      readonly receiptNumber: string;
      /** Code of the material. */
      readonly material: string;
      /** JPEG, in their order; overwritten once it is filed. None where a certificate stands for it. */
      readonly pages: readonly Uint8Array[];
      readonly certificate: HeldCertificateKind | null;
    }
  | {
      readonly purpose: 'feedback';
      /** Null where it is given without a name. */
      readonly person: IdentifiedPerson | null;
      readonly feedback: FeedbackKind;
      readonly subject: FeedbackSubject;
      readonly text: string;
      readonly callback: string | null;
    };

/** What a resident has in hand when it is on the disk. */
export interface ReplyReceipt {
  readonly key: string;
  /** Of the application that is corrected or gets what was promised, or of the feedback itself. */
  readonly number: string;
}

export type ReplyOutcome =
  | { readonly outcome: 'filed'; readonly receipt: ReplyReceipt }
  | { readonly outcome: 'cannot-file'; readonly reason: Exclude<FilingAvailability, 'possible'> }
  /** The disk would not take it, or this question was answered here before; the answers are still in memory. */
  | { readonly outcome: 'not-recorded'; readonly reason: string };
