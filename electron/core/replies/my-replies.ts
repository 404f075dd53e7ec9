import type { ApplicationState } from '../../../db/stores/applications.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { Delivery } from '../session/filing-types.ts';

const deliveryOfState: Readonly<Record<ApplicationState, Delivery>> = {
  filed: 'waiting',
  received: 'received',
  refused: 'refused',
  settled: 'refused',
};

/** How far replies given at this kiosk have got. */
export interface MyReplies {
  /** By the key; `waiting` as long as nothing else is known. */
  replyDeliveryOf(key: string): Delivery;
  /** Of the answer that was given here to what a department asked; null: none was. */
  correctionGivenHere(receiptNumber: string, position: number): Delivery | null;
  /** Of the promised material that was handed in here last; null: none was. */
  supplementGivenHere(receiptNumber: string, material: string): Delivery | null;
}

export const createMyReplies = (database: Pick<UnitOfWork, 'read'>): MyReplies => ({
  replyDeliveryOf: (key) => {
    const found = database.read(({ replies, supplements }) => replies.find(key) ?? supplements.find(key));
    return found.ok && found.value ? deliveryOfState[found.value.state] : 'waiting';
  },
  correctionGivenHere: (receiptNumber, position) => {
    const found = database.read(({ replies }) => replies.correctionOf(receiptNumber, position));
    return found.ok && found.value ? deliveryOfState[found.value.state] : null;
  },
  supplementGivenHere: (receiptNumber, material) => {
    const found = database.read(({ supplements }) => supplements.latest(receiptNumber, material));
    return found.ok && found.value ? deliveryOfState[found.value.state] : null;
  },
});
