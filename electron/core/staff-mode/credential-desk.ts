import type { MemberAction } from '../../contract/staff/staff-intents.ts';
import type { Typefaces } from '../certificates/rendering/typesetting/typeface.ts';
import { printForTechnician } from '../diagnostics/tests/device-tests.ts';
import type { Log } from '../log/core-log.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import { writeToStick } from '../log-export/write-to-stick.ts';
import { credentialFileName } from '../staff/service-credential/find-on-stick.ts';
import type { IssueOutcome, ServiceCredentials } from '../staff/service-credential/service-credentials.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import { auditActorOf } from './audit-actor.ts';
import type { ActionResult, SignedIn } from './staff-types.ts';

export type CredentialAction = Extract<
  MemberAction,
  { name: 'printCredential' | 'writeCredential' | 'revokeCredential' }
>;

/** Hands out service credentials on paper and on sticks, and takes them back. */
export interface CredentialDesk {
  perform(by: SignedIn, action: CredentialAction, signal: AbortSignal): Promise<ActionResult>;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });
/** A file of a few hundred bytes, and the block that it takes. */
const roomOnStick = 65_536;

const notIssued = ({ reason }: Extract<IssueOutcome, { ok: false }>): ActionResult =>
  bad(
    reason === 'not-there'
      ? 'no-longer-so'
      : reason === 'not-signed'
        ? 'credential-not-signed'
        : 'could-not-record',
  );

/** What did not get onto paper or stick whole is revoked at once: half a page may show the code. */
export const createCredentialDesk = (options: {
  readonly credentials: Pick<ServiceCredentials, 'issue' | 'revoke'>;
  readonly identity: Pick<KioskIdentity, 'kioskId' | 'stationCode'>;
  readonly printer: Parameters<typeof printForTechnician>[0];
  /** Null where the fonts could not be loaded. */
  readonly typefaces: Promise<Typefaces | null>;
  readonly sticks: () => readonly Stick[];
  readonly newId: () => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}): CredentialDesk => {
  const { credentials, identity } = options;

  const takeBack = (by: SignedIn, label: string, reason: string): void => {
    options.log.warn('credential-taken-back', { reason });
    credentials.revoke({ label, actor: auditActorOf(by), reason });
  };

  const print = async (
    by: SignedIn,
    { label, days }: Extract<CredentialAction, { name: 'printCredential' }>,
    signal: AbortSignal,
  ): Promise<ActionResult> => {
    const typefaces = await options.typefaces;
    if (typefaces === null) return bad('credential-not-printed');
    const issued = credentials.issue({ label, days, medium: 'slip', actor: auditActorOf(by) });
    if (!issued.ok) return notIssued(issued);
    const { kioskId, stationCode } = identity;
    const { text, endsAt } = issued;
    const slip = { text, label, kioskId, stationCode, endsAt, madeAt: options.now() };
    // What draws comes with the rest of it (composition/paper.ts).
    const { renderCredentialSlip } = await import('../staff/service-credential/credential-slip.ts');
    const pdf = await renderCredentialSlip(slip, typefaces);
    const printed = await printForTechnician(options.printer, { pdf, pages: 1, id: options.newId() }, signal);
    if (printed.outcome === 'passed') return { code: 'credential-printed', good: true };
    takeBack(by, label, 'not-printed');
    return bad('credential-not-printed');
  };

  const write = async (
    by: SignedIn,
    { label, days, stick: name }: Extract<CredentialAction, { name: 'writeCredential' }>,
  ): Promise<ActionResult> => {
    const stick = options.sticks().find((found) => found.name === name);
    if (stick === undefined) return bad('stick-gone');
    if (stick.freeBytes < roomOnStick) return bad('stick-full');
    const issued = credentials.issue({ label, days, medium: 'stick', actor: auditActorOf(by) });
    if (!issued.ok) return notIssued(issued);
    const bytes = new TextEncoder().encode(`${issued.text}\n`);
    const problem = await writeToStick(stick, credentialFileName(identity.kioskId, label), bytes);
    if (problem === null) return { code: 'credential-written', good: true };
    takeBack(by, label, problem);
    return bad(problem);
  };

  return {
    perform: async (by, action, signal) => {
      switch (action.name) {
        case 'printCredential':
          return print(by, action, signal);
        case 'writeCredential':
          return write(by, action);
        case 'revokeCredential':
          return credentials.revoke({ label: action.label, actor: auditActorOf(by), reason: 'by-supervisor' })
            ? { code: 'credential-revoked', good: true }
            : bad('no-longer-so');
      }
    },
  };
};
