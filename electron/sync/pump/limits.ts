import { maximumBatchBytes, maximumBatchMessages } from '../../../platform/contract/submissions.ts';

/** Messages in a batch at most: what the contract allows. */
export const largestBatchMessages = maximumBatchMessages;
/** Messages in the first batch after a start: a slow line shows itself before a megabyte is on its way. */
export const firstBatchMessages = 64;
/** Bytes of bodies in a batch; a quarter of what the contract allows is left for the envelope and for a long last body. */
export const largestBatchBytes = (maximumBatchBytes * 3) / 4;

/**
 * Batches on their way at the same time: while the platform commits one, the next is read, signed and sent. Each more
 * would hold another batch in memory, and share a slow line with those before it.
 */
export const maximumBatchesInFlight = 2;

/** A full batch that was answered faster than this may be twice as large next time, milliseconds. */
export const quickExchangeMilliseconds = 1_000;
/** And one that took longer than this half as large, so that a time-out of 10 s stays far away. */
export const slowExchangeMilliseconds = 4_000;

/** Uploads that take turns, chunk by chunk. More would only make each of them later. */
export const uploadsInTurn = 4;
/** Materials whose state at the platform is remembered; beyond it they are asked for again. */
export const rememberedMaterials = 256;

/** Full-jitter exponential back-off: the first wait is below a second, none is longer than five minutes. */
export const backOffBaseMilliseconds = 1_000;
export const backOffCapMilliseconds = 5 * 60_000;
/** Postponed messages go at whole multiples of this. */
export const postponementStepMilliseconds = 1_000;

/** Exchanges in a row that failed before the breaker opens. */
export const failuresToOpen = 5;

/** What changes is told at most this often, milliseconds: a screen cannot show more, and counting costs. */
export const tellEveryMilliseconds = 250;
