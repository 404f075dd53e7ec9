import { z } from 'zod';
import type { Application } from '../../../db/stores/applications.ts';
import type { OutboxEntry, OutboxKind } from '../../../db/stores/outbox.ts';
import type { ReadUnit } from '../../../db/unit-of-work.ts';
import {
  feedbackNumberSchema,
  itemCodeSchema,
  receiptNumberSchema,
} from '../../../platform/contract/submissions.ts';
import type { QueueKey } from './queue-key.ts';

/** A message as it may be told: numbers and codes. What is personal in it is sealed and is not even looked at. */
export interface QueueMessage {
  readonly key: string;
  readonly kind: OutboxKind;
  /** Of an application, of one that is corrected or gets a material later, or of a complaint or suggestion. */
  readonly receiptNumber: string | null;
  readonly item: string | null;
}

type Reader = Pick<ReadUnit, 'outbox' | 'applications'>;

/** What a submission says in the open of what it is about (platform/contract/submissions.ts). */
const openPartSchema = z.object({ receiptNumber: receiptNumberSchema, item: itemCodeSchema });
const correctionPartSchema = z.object({ receiptNumber: receiptNumberSchema });
const feedbackPartSchema = z.object({ feedbackNumber: feedbackNumberSchema });
const nothing = { receiptNumber: null, item: null };

/** After a salvage the message may be all that is left of an application, and even its text may be lost. */
const openPartOf = (kind: OutboxKind, body: string): Pick<QueueMessage, 'receiptNumber' | 'item'> => {
  try {
    const said: unknown = JSON.parse(body);
    switch (kind) {
      case 'application':
        return openPartSchema.safeParse(said).data ?? nothing;
      case 'correction':
      case 'supplement':
        return { ...nothing, ...correctionPartSchema.safeParse(said).data };
      case 'feedback': {
        const { feedbackNumber = null } = feedbackPartSchema.safeParse(said).data ?? {};
        return { ...nothing, receiptNumber: feedbackNumber };
      }
      case 'rating':
      case 'kiosk-document':
      case 'collection':
        return nothing;
    }
  } catch {
    return nothing;
  }
};

/** What may be told of an entry of the outbox. */
export const describeMessage = (
  { key, kind, body }: Pick<OutboxEntry, 'key' | 'kind' | 'body'>,
  application: Pick<Application, 'receiptNumber' | 'item'> | undefined,
): QueueMessage => {
  const { receiptNumber, item } = application ?? openPartOf(kind, body);
  return { key, kind, receiptNumber, item };
};

/** Finds the message that is meant; by receipt number also one whose application is lost, if it is a dead letter. */
export const findMessage = (
  { outbox, applications }: Reader,
  wanted: QueueKey,
): { readonly entry: OutboxEntry; readonly message: QueueMessage } | undefined => {
  const tell = (entry: OutboxEntry | undefined) =>
    entry && { entry, message: describeMessage(entry, applications.find(entry.key)) };
  if (wanted.by === 'key') return tell(outbox.find(wanted.key));
  const { receiptNumber } = wanted;
  const application = applications.byReceiptNumber(receiptNumber);
  if (application) return tell(outbox.find(application.key));
  return outbox
    .refused()
    .map(tell)
    .find((found) => found?.message.receiptNumber === receiptNumber);
};
