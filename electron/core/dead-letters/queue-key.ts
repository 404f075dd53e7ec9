import { idempotencyKeySchema, receiptNumberSchema } from '../../../platform/contract/submissions.ts';

/** What names a message of the queue: the number on the resident's receipt, or the message's own key. */
export type QueueKey =
  | { readonly by: 'receipt-number'; readonly receiptNumber: string }
  | { readonly by: 'key'; readonly key: string };

/** Reads a receipt number or a key (UUIDv7) as somebody typed it, in any case; null where it is neither. */
export const parseQueueKey = (typed: string): QueueKey | null => {
  const key = idempotencyKeySchema.safeParse(typed.toLowerCase());
  if (key.success) return { by: 'key', key: key.data };
  const receiptNumber = receiptNumberSchema.safeParse(typed.toUpperCase());
  return receiptNumber.success ? { by: 'receipt-number', receiptNumber: receiptNumber.data } : null;
};
