import { recordAgent } from '../agency/admit-agent.ts';
import { loadWorkingCalendar } from '../applications/working-days.ts';
import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { IssueCertificateRequest } from '../contract/api.ts';
import { crockfordText } from '../kiosks/crockford-text.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { approvalOf, stillCounts } from './approval-rows.ts';

const calendar = loadWorkingCalendar();

/** 50 random bits of a day. */
const numberCharacters = 10;

/** How a request for a certificate that a clerk looks at stands. */
export type SoughtApproval =
  | { readonly state: 'approved'; readonly requestNumber: string }
  | { readonly state: 'pending' | 'refused' };

/**
 * Looks whether a clerk has approved what is asked for; where nobody was asked yet, the request is left for one. Of one
 * person, kind and purpose one request is pending at most.
 *
 * @param workingDays within which the clerk decides
 */
export const seekApproval = async (
  {
    database,
    clock,
    randomBytes,
  }: {
    readonly database: PlatformDatabase;
    readonly clock: PlatformClock;
    readonly randomBytes: (length: number) => Uint8Array;
  },
  request: IssueCertificateRequest,
  { workingDays, kioskId }: { readonly workingDays: number; readonly kioskId: string },
): Promise<SoughtApproval> => {
  const { kind, purpose, holder, station, assuranceLevel } = request;
  const now = clock.now();
  const today = dayInChina(now);
  const newest = await database
    .selectFrom('certificate_approvals')
    .selectAll()
    .where('holder_id_number', '=', holder.idNumber)
    .where('kind', '=', kind)
    .where('purpose', '=', purpose)
    .orderBy('requested_at', 'desc')
    .orderBy('request_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const approval = newest && approvalOf(newest);
  if (approval !== undefined && approval.state !== 'issued' && stillCounts(approval, today)) {
    return approval.state === 'approved'
      ? { state: 'approved', requestNumber: approval.requestNumber }
      : { state: approval.state };
  }
  const requestNumber = `SH-${today.replaceAll('-', '')}-${crockfordText(randomBytes(numberCharacters))}`;
  await database.transaction().execute(async (transaction) => {
    const left = await transaction
      .insertInto('certificate_approvals')
      .values({
        request_number: requestNumber,
        kind,
        purpose,
        holder_id_number: holder.idNumber,
        station_code: station.code,
        kiosk_id: kioskId,
        assurance_level: assuranceLevel,
        requested_at: new Date(now),
        limit_working_days: workingDays,
        due_on: calendar.addWorkingDays(today, workingDays),
        state: 'pending',
        decided_at: null,
        ends_on: null,
        reason: null,
        certificate_number: null,
      })
      // Another kiosk was asked in the same moment: its request stands for both.
      .onConflict((conflict) =>
        conflict.columns(['holder_id_number', 'kind', 'purpose']).where('state', '=', 'pending').doNothing(),
      )
      .returning('request_number')
      .executeTakeFirst();
    // Who leaves it may be another than who collects the certificate; both stand beside the holder.
    if (left !== undefined) {
      await recordAgent(transaction, request, {
        act: 'approval-request',
        subject: requestNumber,
        actedAt: now,
      });
    }
  });
  return { state: 'pending' };
};

/** The approval is used up by this certificate; false when another one has used it. */
export const spendApproval = async (
  transaction: PlatformTransaction,
  requestNumber: string,
  certificateNumber: string,
): Promise<boolean> => {
  const used = await transaction
    .updateTable('certificate_approvals')
    .set({ state: 'issued', certificate_number: certificateNumber })
    .where('request_number', '=', requestNumber)
    .where('state', '=', 'approved')
    .returning('request_number')
    .executeTakeFirst();
  return used !== undefined;
};
