import type { NewAuditEntry } from '../../../db/audit-log.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import { rootCheckOf } from '../../../platform/contract/root-check.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import type { SetupIntent } from '../../contract/setup/setup-intents.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import { checkPlatform, ownAddresses } from '../diagnostics/checks/check-platform.ts';
import { finding } from '../diagnostics/checks/finding.ts';
import { codeHashOf, enrolledAs, joinPlatform } from './join-platform.ts';
import { noteField, readSlip } from './setup-fields.ts';
import type { SetupState } from './setup-state.ts';

/** What came of what was done; null: nothing to be said. */
export type Told = SetupResult | { readonly code: SetupResult; readonly detail: string } | null;

/** The time and the network, the centre's slip, and the enrolment; and whether the one-time code was shown in this sitting. */
export interface SetupCentre {
  readonly authorised: () => boolean;
  readonly codeTyped: () => boolean;
  readonly findings: () => readonly Finding[];
  check(): Promise<Told>;
  note(intent: Extract<SetupIntent, { name: 'note' }>): Told;
  takeSlip(text: string): Told;
  enrol(): Promise<Told>;
  forget(): void;
}

const timeoutMilliseconds = 8_000;
const longestDetail = 300;

export const createSetupCentre = (options: {
  readonly start: Pick<CoreStart, 'dataFolder' | 'appVersion'>;
  readonly state: () => SetupState;
  readonly keep: (next: SetupState, entry: Omit<NewAuditEntry, 'actor'> | null) => boolean;
  /** Writes the settings as far as they are whole. */
  readonly written: () => Told;
  /**
   * The root key of the settings that were there before; null where there were none. Whoever stands at a kiosk that its platform
   * has revoked, or that is not enrolled yet, takes it to no other centre: residents' cards and what waits in its queue would go
   * there. That is done over ssh.
   */
  readonly pinnedRootKey: PublicJwk | null;
  readonly clock: Clock;
}): SetupCentre => {
  const { start, state, keep, written, pinnedRootKey, clock } = options;
  const { dataFolder } = start;
  let code: string | null = null;
  let authorised = false;
  let findings: readonly Finding[] = [];

  /** Somebody has come to a kiosk that is enrolled: until the code was shown nothing else is taken. */
  const asksForCode = (): boolean => !authorised && enrolledAs(dataFolder) !== null;

  /** With the root key that nobody changes here; null where the check number that was noted is another one's. */
  const held = (next: SetupState): SetupState | null => {
    if (pinnedRootKey === null) return next;
    const isOther = next.rootCheck !== '' && next.rootCheck !== rootCheckOf(pinnedRootKey);
    return isOther ? null : { ...next, rootKey: pinnedRootKey };
  };

  const take = (noted: ReturnType<typeof noteField>, onlyCode: boolean): Told => {
    if (!noted.ok) return { code: noted.result, detail: noted.detail };
    const next = onlyCode ? state() : held(noted.state);
    if (next === null) return 'root-differs';
    if (noted.code !== undefined) code = noted.code;
    if (onlyCode) return null;
    return keep(next, null) ? written() : 'could-not-record';
  };

  const join = async (typed: string, anew: boolean): Promise<Told> => {
    const { url, stationCode, rootCheck } = state();
    const rootKey = pinnedRootKey ?? state().rootKey;
    const needed = { url, stationCode, rootCheck: rootKey === null ? rootCheck : 'known' };
    const missing = Object.entries(needed).find(([, value]) => value === '');
    if (missing) return { code: 'field-missing', detail: missing[0] };
    const { appVersion } = start;
    const request = {
      dataFolder,
      appVersion,
      url,
      stationCode,
      code: typed,
      rootKey,
      rootCheck,
      anew,
      clock,
    };
    const joined = await joinPlatform(request);
    findings = joined.findings;
    if (joined.rootKey === null) {
      keep(state(), { action: 'setup.enrolment-refused', reason: joined.result });
      return { code: joined.result, detail: joined.detail.slice(0, longestDetail) };
    }
    authorised = true;
    const next = { ...state(), rootKey: joined.rootKey, codeHash: codeHashOf(typed) };
    if (!keep(next, { action: 'setup.enrolled', subject: joined.detail })) return 'could-not-record';
    return written() ?? { code: 'enrolled', detail: joined.detail };
  };

  return {
    authorised: () => authorised,
    codeTyped: () => code !== null,
    findings: () => findings,
    check: async () => {
      const { url, rootKey } = state();
      const [address] = ownAddresses();
      const found = finding('platform');
      const network =
        address === undefined ? found('bad', 'address-missing') : found('good', 'address-given', address);
      findings = url === '' ? [network] : await checkPlatform({ url, rootKey, timeoutMilliseconds }, clock);
      const broken = findings.some(({ verdict }) => verdict === 'bad');
      const reason = broken ? 'fault-found' : 'no-fault';
      if (!keep({ ...state(), checked: true }, { action: 'setup.checked', reason }))
        return 'could-not-record';
      return broken ? 'checks-found-fault' : 'checks-done';
    },
    note: ({ field, text }) => {
      const onlyCode = asksForCode();
      if (onlyCode && field !== 'code') return { code: 'field-refused', detail: field };
      return take(noteField(state(), field, text), onlyCode);
    },
    takeSlip: (text) => take(readSlip(state(), text), asksForCode()) ?? 'slip-read',
    enrol: async () => {
      if (code === null) return { code: 'field-missing', detail: 'code' };
      const already = enrolledAs(dataFolder) !== null;
      // Whoever left after enrolling is the one who can show the code of then; it is not asked of the platform a second time.
      if (!already || state().codeHash !== codeHashOf(code)) return join(code, already);
      authorised = true;
      if (!keep(state(), { action: 'setup.resumed' })) return 'could-not-record';
      return written() ?? 'enrolled';
    },
    forget: () => {
      code = null;
      authorised = false;
    },
  };
};
