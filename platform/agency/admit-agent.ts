import type { Agency, AgencyRefusal } from '../contract/agency.ts';
import type { AgencyService } from '../contract/agency-service.ts';
import type { AgencyActKind } from '../store/agency-tables.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { serviceRefusal } from './check-agency.ts';
import { recordAgency } from './registered-agency.ts';

/** What a kiosk asks for somebody, and who stands there for that person; absent: the person does. */
export interface AskedFor {
  readonly holder: { readonly idNumber: string };
  readonly agency?: Agency | undefined;
}

/** Why the one who stands at the kiosk may not do this for the holder; undefined where the holder does, or the agent may. */
export const agentRefusal = async (
  database: PlatformDatabase | PlatformTransaction,
  { holder, agency }: AskedFor,
  service: AgencyService,
  at: number,
): Promise<AgencyRefusal | undefined> =>
  agency && serviceRefusal(database, { agency, principalIdNumber: holder.idNumber, service, at });

/** Writes both persons down; nothing where the holder stands at the kiosk. */
export const recordAgent = async (
  database: PlatformDatabase | PlatformTransaction,
  { holder, agency }: AskedFor,
  done: { readonly act: AgencyActKind; readonly subject?: string; readonly actedAt: number },
): Promise<void> => {
  if (agency === undefined) return;
  await recordAgency(database, {
    agentIdNumber: agency.agent.idNumber,
    principalIdNumber: holder.idNumber,
    way: agency.way,
    authorisation: agency.authorisation,
    act: done.act,
    subject: done.subject ?? new Date(done.actedAt).toISOString(),
    actedAt: done.actedAt,
  });
};
