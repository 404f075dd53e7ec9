import { enrolmentCodeSchema } from '../../../platform/contract/kiosks.ts';
import { type SetupSlip, setupSlipSchema } from '../../../platform/contract/setup-slip.ts';
import type { SetupField, SetupResult } from '../../contract/setup/setup-words.ts';
import { readEnrolmentCode } from '../../sync/trust/enrol.ts';
import { settingsSchema } from '../settings/settings-schema.ts';
import type { SetupState } from './setup-state.ts';

const { shape: station } = settingsSchema.shape.station;
const { shape: platform } = settingsSchema.shape.platform;

/** The longest name of a station: it stands in one line above every screen. */
const longestName = 40;

type Noted =
  | { readonly ok: true; readonly state: SetupState; readonly code?: string }
  | { readonly ok: false; readonly result: SetupResult; readonly detail: string };

const refuse = (result: SetupResult, detail: string): Noted => ({ ok: false, result, detail });

/** As a city writes it down: without the scheme it is `https:`, and no stroke at the end. */
const urlOf = (text: string): string => {
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`;
  return address.replace(/\/+$/, '');
};

/** A platform that is another one than before is known by another key. */
const movedTo = (state: SetupState, url: string): SetupState =>
  url === state.url ? state : { ...state, url, rootKey: null };

/** What was typed for a field, if it can be so; the code is given apart, because it is not kept. */
export const noteField = (state: SetupState, field: SetupField, text: string): Noted => {
  const typed = text.trim();
  switch (field) {
    case 'url': {
      const parsed = platform.url.safeParse(urlOf(typed));
      return parsed.success
        ? { ok: true, state: movedTo(state, parsed.data) }
        : refuse('url-refused', parsed.error.issues[0]?.message ?? '');
    }
    case 'rootCheck': {
      const rootCheck = readEnrolmentCode(typed);
      return rootCheck === null
        ? refuse('check-malformed', '')
        : { ok: true, state: { ...state, rootCheck, rootKey: null } };
    }
    case 'code': {
      const code = readEnrolmentCode(typed);
      return code === null ? refuse('code-malformed', '') : { ok: true, state, code };
    }
    case 'stationCode': {
      const parsed = station.code.safeParse(typed);
      return parsed.success
        ? { ok: true, state: { ...state, stationCode: parsed.data } }
        : refuse('field-refused', parsed.error.issues[0]?.message ?? '');
    }
    case 'phone': {
      const parsed = station.phone.safeParse(typed);
      return parsed.success
        ? { ok: true, state: { ...state, phone: parsed.data } }
        : refuse('field-refused', parsed.error.issues[0]?.message ?? '');
    }
    case 'nameZh':
    case 'nameEn':
      return typed === '' || [...typed].length > longestName
        ? refuse('field-refused', `1–${longestName}`)
        : { ok: true, state: { ...state, [field]: typed } };
  }
};

const slipOf = (text: string): SetupSlip | null => {
  try {
    const slip = setupSlipSchema.safeParse(JSON.parse(text));
    return slip.success ? slip.data : null;
  } catch {
    return null;
  }
};

/** What the centre's QR code says, checked like what is typed. */
export const readSlip = (state: SetupState, text: string): Noted => {
  const slip = slipOf(text);
  if (slip === null) return refuse('slip-refused', '');
  const placed = noteField(state, 'url', slip.url);
  if (!placed.ok) return placed;
  const { rootCheck, stationCode } = slip;
  return {
    ok: true,
    code: enrolmentCodeSchema.parse(slip.code),
    state: { ...placed.state, rootCheck, stationCode, rootKey: null },
  };
};
