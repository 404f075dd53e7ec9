import type { Application, ApplicationState } from '../../../db/stores/applications.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { Delivery } from '../session/filing-types.ts';

/** An application as the one who filed it may see it again. */
export interface MyApplication extends Pick<Application, 'receiptNumber' | 'item' | 'filedAt'> {
  readonly delivery: Delivery;
}

/** A dead letter that staff have settled was refused all the same: the platform never took it. */
const deliveryOfState: Readonly<Record<ApplicationState, Delivery>> = {
  filed: 'waiting',
  received: 'received',
  refused: 'refused',
  settled: 'refused',
};

export interface MyApplications {
  /** What the person of this pseudonym filed at this kiosk, newest first; null when the disk cannot be read. */
  of(pseudonym: string): readonly MyApplication[] | null;
  /** One that was filed at this kiosk, by its receipt. */
  byReceiptNumber(receiptNumber: string): MyApplication | null;
  /** How far an application has got, by its key; `waiting` as long as nothing else is known. */
  deliveryOf(key: string): Delivery;
}

const shownOf = ({ receiptNumber, item, filedAt, state }: Application): MyApplication => ({
  receiptNumber,
  item,
  filedAt,
  delivery: deliveryOfState[state],
});

/** Looks up filed applications by what stays readable at the kiosk. */
export const createMyApplications = (database: Pick<UnitOfWork, 'read'>): MyApplications => ({
  of: (pseudonym) => {
    const found = database.read(({ applications }) => applications.ofHolder(pseudonym));
    if (!found.ok) return null;
    return found.value.map(shownOf);
  },
  byReceiptNumber: (receiptNumber) => {
    const found = database.read(({ applications }) => applications.byReceiptNumber(receiptNumber));
    return found.ok && found.value ? shownOf(found.value) : null;
  },
  deliveryOf: (key) => {
    const found = database.read(({ applications }) => applications.find(key));
    return found.ok && found.value ? deliveryOfState[found.value.state] : 'waiting';
  },
});
