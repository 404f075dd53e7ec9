import type { DeviceActor, DeviceReason, DeviceState, ReasonSeverity } from '../device/device-status.ts';
import { bySeverity, reasonSeverities } from '../device/device-status.ts';
import type { connectionReasonCodes, PrinterReasonCode } from '../device/reason-codes.ts';

/** Reasons of the printer itself, without those of the line to it. */
type StateReasonCode = Exclude<PrinterReasonCode, (typeof connectionReasonCodes)[number]>;

/** What a reason means for the kiosk. */
interface ReasonMeaning {
  /** Severity where the printer gives no suffix. */
  readonly severity: ReasonSeverity;
  readonly actor: DeviceActor;
  /** State of the device while this is an error. */
  readonly state: DeviceState;
}

const meaning = (severity: ReasonSeverity, actor: DeviceActor, state: DeviceState): ReasonMeaning => ({
  severity,
  actor,
  state,
});

/**
 * RFC 8011 §5.4.12, PWG 5100.9 §6, and what the line and the description of the printer say. A resident never opens
 * a printer: whatever lies inside is for staff; what needs a part, a cable or a setting is for the technician.
 */
const meanings = {
  'not-configured': meaning('error', 'technician', 'noDevice'),
  'port-not-found': meaning('error', 'technician', 'offline'),
  'port-access-denied': meaning('error', 'technician', 'offline'),
  'port-busy': meaning('error', 'technician', 'deviceBusy'),
  'port-closed': meaning('error', 'technician', 'offline'),
  'no-answer': meaning('error', 'staff', 'offline'),
  'unintelligible-answer': meaning('error', 'technician', 'hardwareError'),
  'connection-refused': meaning('error', 'staff', 'offline'),
  'not-trusted': meaning('error', 'technician', 'offline'),
  'media-empty': meaning('error', 'staff', 'userError'),
  'media-needed': meaning('error', 'staff', 'userError'),
  'media-low': meaning('warning', 'staff', 'userError'),
  'media-jam': meaning('error', 'staff', 'userError'),
  'input-tray-missing': meaning('error', 'staff', 'userError'),
  'output-area-full': meaning('error', 'staff', 'userError'),
  'output-tray-missing': meaning('error', 'staff', 'userError'),
  'cover-open': meaning('error', 'staff', 'userError'),
  'door-open': meaning('error', 'staff', 'userError'),
  'interlock-open': meaning('error', 'staff', 'userError'),
  'toner-empty': meaning('error', 'staff', 'userError'),
  'toner-low': meaning('warning', 'staff', 'userError'),
  'marker-supply-empty': meaning('error', 'staff', 'userError'),
  'marker-supply-low': meaning('warning', 'staff', 'userError'),
  'marker-waste-full': meaning('error', 'staff', 'userError'),
  'opc-life-over': meaning('error', 'technician', 'hardwareError'),
  'fuser-over-temp': meaning('error', 'technician', 'hardwareError'),
  'spool-area-full': meaning('error', 'technician', 'deviceBusy'),
  paused: meaning('error', 'staff', 'offline'),
  offline: meaning('error', 'technician', 'offline'),
  'timed-out': meaning('error', 'technician', 'offline'),
  'stopped-partly': meaning('warning', 'technician', 'hardwareError'),
  shutdown: meaning('error', 'staff', 'offline'),
  'connecting-to-device': meaning('report', 'technician', 'starting'),
  'moving-to-paused': meaning('warning', 'staff', 'offline'),
  other: meaning('warning', 'technician', 'hardwareError'),
  'stopped-without-reason': meaning('error', 'technician', 'hardwareError'),
  'no-colour': meaning('error', 'technician', 'hardwareError'),
  'document-format-unsupported': meaning('error', 'technician', 'hardwareError'),
  'media-size-unsupported': meaning('error', 'technician', 'hardwareError'),
} satisfies Record<StateReasonCode, ReasonMeaning> & Partial<Record<PrinterReasonCode, ReasonMeaning>>;

/** Reasons that this driver gives: every one of a printer, and those of the line that exist on a network. */
export type GivenReasonCode = keyof typeof meanings;

const isReasonCode = (keyword: string): keyword is GivenReasonCode => Object.hasOwn(meanings, keyword);

/** A reason with the actor that its code has; `severity` where the printer said one. */
export const printerReason = (
  code: GivenReasonCode,
  detail?: string,
  severity: ReasonSeverity = meanings[code].severity,
): DeviceReason<GivenReasonCode> => ({
  code,
  severity,
  actor: meanings[code].actor,
  ...(detail === undefined ? {} : { detail }),
});

/** Whether a reason of this code, left to itself, is one that stops a printer. */
export const canStop = (code: GivenReasonCode): boolean => meanings[code].severity === 'error';

/**
 * Reads the values of `printer-state-reasons`: a keyword with or without `-report`, `-warning` or `-error`
 * (RFC 8011 §5.4.12). Unknown ones become `other` with the keyword as detail, `none` nothing. Each reason comes once,
 * in its worst severity; highest severity first.
 */
export const reasonsFromKeywords = (keywords: readonly string[]): DeviceReason<GivenReasonCode>[] =>
  mergeReasons(
    keywords.filter((keyword) => keyword !== 'none' && keyword !== '').map((keyword) => readKeyword(keyword)),
  );

/** Keeps the worst of each code (and, for `other`, of each detail), highest severity first. */
export const mergeReasons = (
  reasons: readonly DeviceReason<GivenReasonCode>[],
): DeviceReason<GivenReasonCode>[] => {
  const kept = new Map<string, DeviceReason<GivenReasonCode>>();
  for (const reason of bySeverity(reasons)) {
    const key = reason.code === 'other' ? `other ${reason.detail ?? ''}` : reason.code;
    if (!kept.has(key)) {
      kept.set(key, reason);
    }
  }
  return [...kept.values()];
};

/** The worst state that the reasons of severity `error` bring the device into; `online` without any. */
export const stateFromReasons = (reasons: readonly DeviceReason<GivenReasonCode>[]): DeviceState => {
  const first = bySeverity(reasons)[0];
  return first?.severity === 'error' ? meanings[first.code].state : 'online';
};

const readKeyword = (keyword: string): DeviceReason<GivenReasonCode> => {
  const severity = reasonSeverities.find((suffix) => keyword.endsWith(`-${suffix}`));
  const bare = severity === undefined ? keyword : keyword.slice(0, -severity.length - 1);
  // Names of our own codes that IPP does not have would be a coincidence; their meaning is the same.
  return isReasonCode(bare)
    ? printerReason(bare, undefined, severity)
    : printerReason('other', keyword.slice(0, 80), severity);
};
