import type { VisitServices } from '../../electron/core/session/visit-services.ts';
import type { CardListener, LeftCardListener } from '../../electron/core/session/visit-types.ts';

/** The reader of a visit whose services the test answers. */
export interface ReaderDouble {
  /** The listener of a reader that is looking for a card; null while nobody wants one. */
  card(): CardListener<unknown> | null;
  /** Who listens for the card of a visit that has ended; null while nobody does. */
  leftCard(): LeftCardListener | null;
}

export const createReaderDouble = (
  calls: string[],
): {
  readonly services: Pick<VisitServices, 'lookForCard' | 'watchCard' | 'cardWasLeft' | 'cardWasTaken'>;
  readonly reader: ReaderDouble;
} => {
  let card: CardListener<unknown> | null = null;
  let leftCard: LeftCardListener | null = null;
  return {
    services: {
      lookForCard: (listener) => {
        card = listener;
        return () => {
          card = null;
        };
      },
      watchCard: (listener) => {
        leftCard = listener;
        return () => {
          leftCard = null;
        };
      },
      cardWasLeft: () => void calls.push('card left'),
      cardWasTaken: (afterMilliseconds) => void calls.push(`card taken after ${afterMilliseconds}`),
    },
    reader: { card: () => card, leftCard: () => leftCard },
  };
};
