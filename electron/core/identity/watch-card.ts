import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import type { LeftCardListener } from '../session/visit-types.ts';

/** Has the reader tell whether the card of a visit that has ended still lies there; returns the way to stop listening. */
export const watchCard = (
  reader: Pick<IdCardReader, 'onCard' | 'watch'>,
  listener: LeftCardListener,
): (() => void) => {
  const stop = reader.onCard(({ type }) => {
    if (type === 'cardLeft') listener.lies();
    if (type === 'cardRemoved') listener.gone();
  });
  reader.watch();
  return stop;
};
