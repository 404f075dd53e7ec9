/**
 * Every reason a device can give. The renderer has words for each in both languages (a missing one fails the
 * type check); docs/devices.md lists who sees what.
 */

/** Reasons of anything that hangs on a cable, and of the program that serves it. */
export const connectionReasonCodes = [
  'not-configured',
  /** The driver failed and is being started anew (device-registry.ts). */
  'driver-restarting',
  'port-not-found',
  /** Several devices fit what the settings say. */
  'several-match',
  'port-access-denied',
  'port-busy',
  'port-not-serial',
  'port-closed',
  'no-answer',
  'unintelligible-answer',
  'connection-refused',
  'not-trusted',
] as const;

/** Reasons of the ID-card reader (SAM/SDT status bytes, see docs/devices.md). */
export const idCardReaderReasonCodes = [
  ...connectionReasonCodes,
  'reader-self-test-failed',
  'reader-not-authorised',
  'reader-reported-unknown-status',
] as const;
export type IdCardReaderReasonCode = (typeof idCardReaderReasonCodes)[number];

/** Reasons of a printer: IPP `printer-state-reasons` (RFC 8011 §5.4.12, PWG 5100.9) and what the line says. */
export const printerReasonCodes = [
  ...connectionReasonCodes,
  'media-empty',
  'media-needed',
  'media-low',
  'media-jam',
  'input-tray-missing',
  'output-area-full',
  'output-tray-missing',
  'cover-open',
  'door-open',
  'interlock-open',
  'toner-empty',
  'toner-low',
  'marker-supply-empty',
  'marker-supply-low',
  'marker-waste-full',
  'opc-life-over',
  'fuser-over-temp',
  'spool-area-full',
  'paused',
  'offline',
  'timed-out',
  'stopped-partly',
  'shutdown',
  'connecting-to-device',
  'moving-to-paused',
  'other',
  'stopped-without-reason',
  'no-colour',
  'document-format-unsupported',
  'media-size-unsupported',
] as const;
export type PrinterReasonCode = (typeof printerReasonCodes)[number];

/** Reasons of the camera: how the browser finds and opens it, and what its picture shows. */
export const cameraReasonCodes = [
  ...connectionReasonCodes,
  'picture-black',
  'picture-too-dark',
  'picture-frozen',
] as const;
export type CameraReasonCode = (typeof cameraReasonCodes)[number];

/** Reasons of the QR scanner, on a serial port or as a HID device. */
export const qrScannerReasonCodes = [
  ...connectionReasonCodes,
  /** node-hid or its native module cannot be loaded on this machine. */
  'hid-support-missing',
] as const;
export type QrScannerReasonCode = (typeof qrScannerReasonCodes)[number];

/** All of them, for the contract with the renderer. */
export type DeviceReasonCode =
  | IdCardReaderReasonCode
  | PrinterReasonCode
  | CameraReasonCode
  | QrScannerReasonCode;
export const deviceReasonCodes = [
  ...new Set([
    ...idCardReaderReasonCodes,
    ...printerReasonCodes,
    ...cameraReasonCodes,
    ...qrScannerReasonCodes,
  ]),
] as [DeviceReasonCode, ...DeviceReasonCode[]];
