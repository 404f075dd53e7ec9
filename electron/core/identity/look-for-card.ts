import type { ReadFailureReason } from '../../../drivers/id-card-reader/card-event.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import { deviceProblem } from '../devices/device-problem.ts';
import type { Log } from '../log/core-log.ts';
import type { CardListener, Failure } from '../session/visit-types.ts';
import type { ReadCard } from './identify-by-card.ts';

const problems: Readonly<Record<ReadFailureReason, Failure['problem']>> = {
  'card-lost': 'card-removed-too-early',
  'card-refused': 'card-refused',
  'reader-error': 'card-read-failed',
  'no-answer': 'card-read-failed',
  'unintelligible-answer': 'card-read-failed',
  'line-lost': 'card-read-failed',
  'card-data-invalid': 'card-read-failed',
};

/** Has the reader look for a card as long as a visit wants one; returns the way to stop it. */
export const lookForCard = (
  reader: IdCardReader,
  listener: CardListener<ReadCard>,
  log: Log,
): (() => void) => {
  const stop = reader.onCard((event) => {
    switch (event.type) {
      case 'cardReading':
        listener.reading();
        return;
      case 'cardRead':
        listener.read({ record: event.record, photo: event.photo ?? null });
        return;
      case 'readFailed': {
        const device = deviceProblem('idCardReader', reader.status());
        const status =
          event.statusCode === undefined ? '' : ` ${event.statusCode.toString(16).toUpperCase()}`;
        log.warn('card-not-read', { reason: event.reason, field: event.field ?? null });
        listener.failed({
          problem: problems[event.reason],
          staffCode: `${event.reason}${status}`,
          ...(device ? { device } : {}),
        });
        return;
      }
      case 'cardLeft':
      case 'cardRemoved':
        return;
    }
  });
  reader.enable();
  return () => {
    reader.disable();
    stop();
  };
};
