import type { DeviceIdentity } from '../device/device.ts';
import type { DeviceReason, DeviceStatus } from '../device/device-status.ts';
import { capabilityAttributeNames, readCapabilities, reasonsFromCapabilities } from './capabilities.ts';
import { firstBoolean, firstNumber, firstText, texts } from './ipp/attribute-reader.ts';
import { printerStates } from './ipp/codes.ts';
import type { IppAttributes } from './ipp/message.ts';
import type { IppFailure } from './ipp/operations.ts';
import {
  type GivenReasonCode,
  mergeReasons,
  printerReason,
  reasonsFromKeywords,
  stateFromReasons,
} from './printer-state-reasons.ts';
import { readSupplies, reasonsFromSupplies, supplyAttributeNames } from './supplies.ts';

export type PrinterStatus = DeviceStatus<GivenReasonCode>;
export type PrinterReason = DeviceReason<GivenReasonCode>;

/** Everything that is asked of the printer in one look at it. */
export const statusAttributeNames = [
  'printer-state',
  'printer-state-reasons',
  'printer-state-message',
  'printer-is-accepting-jobs',
  'cups-version',
  'printer-make-and-model',
  'printer-firmware-string-version',
  ...capabilityAttributeNames,
  ...supplyAttributeNames,
] as const;

/** Longest text that is kept of what a printer says of itself. */
const longestIdentity = 80;

/** Make, model and firmware (RFC 8011 §5.4.9, PWG 5110.1 `printer-firmware-string-version`). */
export const identityFromAttributes = (attributes: IppAttributes): DeviceIdentity => ({
  model: firstText(attributes, 'printer-make-and-model')?.slice(0, longestIdentity) ?? null,
  firmware: firstText(attributes, 'printer-firmware-string-version')?.slice(0, longestIdentity) ?? null,
});

/** Status from printer attributes: its own reasons, what its levels say, and what it lacks for certificates. */
export const statusFromAttributes = (attributes: IppAttributes): PrinterStatus => {
  const supplies = readSupplies(attributes);
  const reported = stateReasons(attributes);
  const reasons = mergeReasons([
    ...reported,
    ...queueReasons(attributes),
    ...reasonsFromCapabilities(readCapabilities(attributes)),
    // What the printer itself mentions, in whatever severity, it knows better.
    ...reasonsFromSupplies(supplies).filter(({ code }) => reported.every((reason) => reason.code !== code)),
  ]);
  return { state: stateFromReasons(reasons), reasons, supplies };
};

/**
 * A CUPS queue speaks for itself, not for its printer: it has been seen to call a job completed that the printer had
 * aborted. The technician shall know that it stands between.
 */
const queueReasons = (attributes: IppAttributes): PrinterReason[] => {
  const version = firstText(attributes, 'cups-version');
  return version === null ? [] : [printerReason('other', `queue of CUPS ${version.slice(0, 20)}`, 'report')];
};

/**
 * What the printer itself reports. A stopped printer always has a reason of severity `error`, if need be
 * `stopped-without-reason`, so that nobody has to look at two things.
 */
export const stateReasons = (attributes: IppAttributes): PrinterReason[] => {
  const reported = reasonsFromKeywords(texts(attributes, 'printer-state-reasons'));
  const stopped = firstNumber(attributes, 'printer-state') === printerStates.stopped;
  const accepting = firstBoolean(attributes, 'printer-is-accepting-jobs') ?? true;
  const hasError = reported.some((reason) => reason.severity === 'error');
  const message = firstText(attributes, 'printer-state-message')?.slice(0, 120);
  return mergeReasons([
    ...reported,
    ...(stopped && !hasError ? [printerReason('stopped-without-reason', message)] : []),
    ...(accepting ? [] : [printerReason('paused', 'not accepting jobs')]),
  ]);
};

/** Status of a printer that could not be asked. */
export const statusFromFailure = (failure: IppFailure): PrinterStatus => {
  const reason = reasonFromFailure(failure);
  return { state: stateFromReasons([reason]), reasons: [reason] };
};

const reasonFromFailure = (failure: IppFailure): PrinterReason => {
  switch (failure.reason) {
    case 'connection-refused':
      return printerReason('connection-refused', failure.detail);
    case 'host-not-found':
    case 'no-such-path':
      return printerReason('port-not-found', failure.detail);
    case 'connect-time-out':
    case 'idle-time-out':
    case 'whole-time-out':
      return printerReason('no-answer', failure.detail);
    case 'connection-lost':
      return printerReason('port-closed', failure.detail);
    case 'not-trusted':
      return printerReason('not-trusted', failure.detail);
    case 'access-denied':
      return printerReason('port-access-denied', failure.detail);
    case 'malformed-reply':
    case 'reply-too-large':
    case 'not-ipp':
    case 'refused':
      return printerReason('unintelligible-answer', failure.detail);
  }
};
