import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { ProgressFinding, ReceiptFinding } from '../progress/progress-types.ts';
import type { OpenReply, ReplyAim, ReplyReceipt } from '../replies/reply-types.ts';

/** What a visit knows about what was filed before, and what is handed in beside applications. */
export interface DeskContext {
  /** Whoever is identified next wants to see what became of what was filed. */
  readonly wantsProgress: boolean;
  readonly progress: ProgressFinding | null;
  /** Receipt of the application that is looked at. */
  readonly chosen: string | null;
  /** The receipt that is looked up; null while none is. */
  readonly receiptNumber: string | null;
  /** What was typed last was no receipt number. */
  readonly receiptRefused: boolean;
  readonly receiptFinding: ReceiptFinding | null;
  /** The short form that is open. */
  readonly reply: OpenReply | null;
  /** Of what was handed in with it, and what it was for. */
  readonly replied:
    | (ReplyReceipt & Pick<ReplyAim, 'purpose'> & { readonly itemName: LocalizedText | null })
    | null;
}

export const noDesk: DeskContext = {
  wantsProgress: false,
  progress: null,
  chosen: null,
  receiptNumber: null,
  receiptRefused: false,
  receiptFinding: null,
  reply: null,
  replied: null,
};

export type DeskEvent =
  | { readonly type: 'openProgress' }
  | { readonly type: 'typeReceipt' }
  /** Null: what was typed is no receipt number. */
  | { readonly type: 'lookUpReceipt'; readonly receiptNumber: string | null }
  | { readonly type: 'chooseFiled'; readonly receiptNumber: string }
  | { readonly type: 'openReply'; readonly aim: ReplyAim }
  | { readonly type: 'openVerification' };
