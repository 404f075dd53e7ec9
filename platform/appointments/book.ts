import { agentRefusal, recordAgent } from '../agency/admit-agent.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { AppointmentDirectory, BookingReply, BookingRequest } from '../contract/appointments.ts';
import { certificateNumber, certificateNumberRandomBytes } from '../departments/certificate-number.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { appointmentOf } from './appointment-rows.ts';
import { type OpenSlot, openSlots } from './calendar.ts';
import type { AppointmentContext } from './free-slots.ts';
import { publishedDirectory } from './published-directory.ts';

export type BookingOutcome =
  | { readonly outcome: 'answered'; readonly reply: BookingReply }
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | AgencyRefusal | 'request-id-reused' };

/** What was booked under a request before; undefined where nothing was. */
const standing = async (
  transaction: PlatformTransaction,
  request: BookingRequest,
  directory: AppointmentDirectory,
): Promise<BookingOutcome | undefined> => {
  const row = await transaction
    .selectFrom('appointments')
    .selectAll()
    .where('request_id', '=', request.requestId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const isSame =
    row.holder_id_number === request.holder.idNumber &&
    row.item === request.item &&
    row.counter === request.counter &&
    row.starts_at.getTime() === request.startsAt;
  if (!isSame) return { outcome: 'refused', reason: 'request-id-reused' };
  const appointment = row.cancelled_at === null ? appointmentOf(directory, row) : undefined;
  return {
    outcome: 'answered',
    reply: appointment === undefined ? { outcome: 'closed' } : { outcome: 'booked', appointment },
  };
};

/** How many appointments to come a person holds. */
const openOf = async (transaction: PlatformTransaction, idNumber: string, now: number): Promise<number> => {
  const { open } = await transaction
    .selectFrom('appointments')
    .select(({ fn }) => fn.countAll<string>().as('open'))
    .where('holder_id_number', '=', idNumber)
    .where('starts_at', '>', new Date(now))
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(open);
};

/**
 * Takes the first place of a half hour that nobody has; null where each is taken. Where another booking of the same place
 * is under way, PostgreSQL waits for what becomes of it (INSERT, ON CONFLICT).
 */
const takePlace = async (
  { randomBytes }: Pick<AppointmentContext, 'randomBytes'>,
  transaction: PlatformTransaction,
  {
    request,
    slot,
    kioskId,
    now,
  }: {
    readonly request: BookingRequest;
    readonly slot: OpenSlot;
    readonly kioskId: string;
    readonly now: number;
  },
) => {
  const number = certificateNumber('YY', slot.startsAt, randomBytes(certificateNumberRandomBytes));
  for (let place = 1; place <= slot.capacity; place += 1) {
    const taken = await transaction
      .insertInto('appointments')
      .values({
        appointment_number: number,
        request_id: request.requestId,
        kiosk_id: kioskId,
        holder_id_number: request.holder.idNumber,
        item: request.item,
        counter: slot.counter,
        starts_at: new Date(slot.startsAt),
        place,
        booked_at: new Date(now),
        cancelled_at: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['counter', 'starts_at', 'place']).where('cancelled_at', 'is', null).doNothing(),
      )
      .returningAll()
      .executeTakeFirst();
    if (taken !== undefined) return taken;
  }
  return null;
};

/**
 * Books a half hour, once for each request id: of two who want the last place one gets it.
 *
 * @param kioskId who signed the request
 */
export const book = (
  context: AppointmentContext,
  kioskId: string,
  request: BookingRequest,
): Promise<BookingOutcome> =>
  context.database.transaction().execute(async (transaction) => {
    const now = context.clock.now();
    const reason =
      (await holderRefusal(transaction, request)) ??
      (await agentRefusal(transaction, request, 'appointments', now));
    if (reason !== undefined) return { outcome: 'refused', reason };
    // One after the other for one person: two kiosks cannot both find that one more is allowed.
    await transaction
      .selectFrom('residents')
      .select('id_number')
      .where('id_number', '=', request.holder.idNumber)
      .forUpdate()
      .execute();
    const directory = await publishedDirectory(transaction);
    const before = await standing(transaction, request, directory);
    if (before !== undefined) return before;
    const answered = (reply: BookingReply): BookingOutcome => ({ outcome: 'answered', reply });
    const slot = openSlots(directory, request.item, { now, calendar: context.calendar }).find(
      ({ counter, startsAt }) => counter === request.counter && startsAt === request.startsAt,
    );
    if (slot === undefined) return answered({ outcome: 'closed' });
    const { mostOpen } = directory;
    if ((await openOf(transaction, request.holder.idNumber, now)) >= mostOpen) {
      return answered({ outcome: 'too-many', limit: mostOpen });
    }
    const row = await takePlace(context, transaction, { request, slot, kioskId, now });
    if (row === null) return answered({ outcome: 'taken' });
    const { appointment_number: subject } = row;
    await recordAgent(transaction, request, { act: 'booking', subject, actedAt: now });
    const appointment = appointmentOf(directory, row);
    return answered(appointment === undefined ? { outcome: 'closed' } : { outcome: 'booked', appointment });
  });
