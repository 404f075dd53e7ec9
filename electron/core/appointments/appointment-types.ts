import type {
  Appointment,
  AppointmentDirectory,
  BookingReply,
  CancellationReply,
  Counter,
  DayOfSlots,
  Slot,
} from '../../../platform/contract/appointments.ts';
import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { Failure, IdentifiedPerson, PrintOutcome, PrintProgress } from '../session/visit-types.ts';

/** What a call came to: an answer, no line, or a refusal. */
export type LineOutcome<Value> =
  | { readonly outcome: 'answered'; readonly value: Value }
  | { readonly outcome: 'offline' }
  | ({ readonly outcome: 'failed' } & Failure);

/** An item that takes appointments, and where. */
export interface BookableItem {
  readonly code: string;
  readonly name: LocalizedText;
  readonly counters: readonly [Counter, ...Counter[]];
}

/** The item as the directory has it; undefined where it takes no appointments. */
export const bookableItem = (
  directory: AppointmentDirectory | null,
  code: string,
): BookableItem | undefined => {
  const found = directory?.items.find(({ item }) => item === code);
  const [first, ...others] =
    directory?.counters.filter((counter) => found?.counters.includes(counter.code)) ?? [];
  return found && first && { code, name: found.name, counters: [first, ...others] };
};

export type AppointmentWork = 'slots' | 'booking' | 'mine' | 'cancelling';

export type AppointmentNotice = 'taken' | 'closed' | 'too-many' | 'cancelled' | 'too-late';

/** What a visit knows of appointments. Lives in the core's memory and is gone with the visit. */
export interface AppointmentContext {
  /** What a time is looked for; null while only what is booked is looked at. */
  readonly item: BookableItem | null;
  readonly days: readonly DayOfSlots[];
  /** YYYY-MM-DD. */
  readonly day: string | null;
  readonly slot: Slot | null;
  /** Key of the booking of this half hour: a second try is the same booking. */
  readonly requestId: string | null;
  readonly notice: AppointmentNotice | null;
  /** Those that the resident holds, as the platform told. */
  readonly mine: readonly Appointment[];
  /** The one that is looked at, and whether it was booked a moment ago. */
  readonly shown: { readonly appointment: Appointment; readonly isNew: boolean } | null;
  /** What could not be asked. */
  readonly stopped: AppointmentWork;
  readonly print: 'not-asked' | 'failed' | 'unknown' | 'printed';
}

export const noAppointment: AppointmentContext = {
  item: null,
  days: [],
  day: null,
  slot: null,
  requestId: null,
  notice: null,
  mine: [],
  shown: null,
  stopped: 'slots',
  print: 'not-asked',
};

export type AppointmentEvent =
  | { readonly type: 'findTimes'; readonly item: BookableItem }
  | { readonly type: 'chooseDay'; readonly day: string }
  | { readonly type: 'chooseTime'; readonly slot: Slot }
  | { readonly type: 'confirmBooking' }
  | { readonly type: 'openAppointments' }
  | { readonly type: 'openAppointment'; readonly appointment: Appointment }
  | { readonly type: 'printAppointment' }
  | { readonly type: 'cancelAppointment' }
  | { readonly type: 'confirmCancelling' };

interface WhoAsks {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
}

/** What the chart needs done for appointments. None throws for what the outside does wrong. */
export interface AppointmentServices {
  /** Free half hours of an item; nobody is named. */
  findTimes(item: string): Promise<LineOutcome<readonly DayOfSlots[]>>;
  newBookingId(): string;
  book(
    request: WhoAsks & { readonly requestId: string; readonly item: string; readonly slot: Slot },
  ): Promise<LineOutcome<BookingReply>>;
  findAppointments(request: WhoAsks): Promise<LineOutcome<readonly Appointment[]>>;
  cancelAppointment(
    request: WhoAsks & { readonly number: string },
  ): Promise<LineOutcome<CancellationReply['outcome']>>;
  /** Puts an appointment on paper; it may be printed again. */
  printAppointment(
    request: { readonly person: IdentifiedPerson; readonly appointment: Appointment },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
}
