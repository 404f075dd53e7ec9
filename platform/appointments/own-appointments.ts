import { agentRefusal, recordAgent } from '../agency/admit-agent.ts';
import { noteAgentLook } from '../agency/agent-look.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type {
  AppointmentQuery,
  AppointmentReply,
  CancellationReply,
  CancellationRequest,
} from '../contract/appointments.ts';
import { appointmentOf } from './appointment-rows.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { AppointmentContext } from './free-slots.ts';
import { publishedDirectory } from './published-directory.ts';

type Answer<Reply, Reason> =
  | { readonly outcome: 'answered'; readonly reply: Reply }
  | { readonly outcome: 'refused'; readonly reason: Reason };

/** The most that one reply tells; no directory lets anybody hold more. */
const mostTold = 20;

/**
 * The appointments to come of the resident who stands at a kiosk, or for whom an agent does, the next first.
 *
 * @param kiosk who signed the query
 */
export const ownAppointments = (
  { database, clock }: Pick<AppointmentContext, 'database' | 'clock'>,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: AppointmentQuery,
): Promise<Answer<AppointmentReply, HolderRefusal | AgencyRefusal>> =>
  database.transaction().execute(async (transaction) => {
    const answeredAt = clock.now();
    const reason =
      (await holderRefusal(transaction, query)) ??
      (await agentRefusal(transaction, query, 'appointments', answeredAt));
    if (reason !== undefined) return { outcome: 'refused', reason };
    const directory = await publishedDirectory(transaction);
    const rows = await transaction
      .selectFrom('appointments')
      .select(['appointment_number', 'item', 'counter', 'starts_at'])
      .where('holder_id_number', '=', query.holder.idNumber)
      .where('starts_at', '>', new Date(answeredAt))
      .where('cancelled_at', 'is', null)
      .orderBy('starts_at')
      .limit(mostTold)
      .execute();
    const appointments = rows.flatMap((row) => appointmentOf(directory, row) ?? []);
    await noteAgentLook(transaction, kiosk, query, { purpose: 'appointments', at: answeredAt });
    return { outcome: 'answered', reply: { answeredAt, appointments } };
  });

/** Gives a place back, as long as the half hour has not begun. What was given back before stays so. */
export const cancelAppointment = (
  { database, clock }: Pick<AppointmentContext, 'database' | 'clock'>,
  appointmentNumber: string,
  request: CancellationRequest,
): Promise<Answer<CancellationReply, HolderRefusal | AgencyRefusal | 'not-found'>> =>
  database.transaction().execute(async (transaction) => {
    const now = clock.now();
    const reason =
      (await holderRefusal(transaction, request)) ??
      (await agentRefusal(transaction, request, 'appointments', now));
    if (reason !== undefined) return { outcome: 'refused', reason };
    const row = await transaction
      .selectFrom('appointments')
      .select(['starts_at', 'cancelled_at'])
      .where('appointment_number', '=', appointmentNumber)
      .where('holder_id_number', '=', request.holder.idNumber)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return { outcome: 'refused', reason: 'not-found' };
    if (row.cancelled_at === null && row.starts_at.getTime() <= now) {
      return { outcome: 'answered', reply: { outcome: 'too-late' } };
    }
    if (row.cancelled_at === null) {
      await transaction
        .updateTable('appointments')
        .set({ cancelled_at: new Date(now) })
        .where('appointment_number', '=', appointmentNumber)
        .execute();
      await recordAgent(transaction, request, {
        act: 'cancellation',
        subject: appointmentNumber,
        actedAt: now,
      });
    }
    return { outcome: 'answered', reply: { outcome: 'cancelled' } };
  });
