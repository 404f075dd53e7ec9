/** Operations, states and status codes of IPP (RFC 8011 §5.4.15, §5.3.7, §5.4.11, appendix B). */

export const operations = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
} as const;

export const jobStates = {
  pending: 3,
  pendingHeld: 4,
  processing: 5,
  processingStopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

export const printerStates = { idle: 3, processing: 4, stopped: 5 } as const;

export const statusCodes = {
  successfulOk: 0x0000,
  successfulOkIgnoredOrSubstitutedAttributes: 0x0001,
  clientErrorBadRequest: 0x0400,
  clientErrorNotPossible: 0x0404,
  clientErrorNotFound: 0x0406,
  clientErrorGone: 0x0407,
  clientErrorDocumentFormatNotSupported: 0x040a,
  clientErrorAttributesOrValuesNotSupported: 0x040b,
  serverErrorInternalError: 0x0500,
  serverErrorOperationNotSupported: 0x0501,
  serverErrorServiceUnavailable: 0x0502,
  serverErrorTemporaryError: 0x0505,
  serverErrorNotAcceptingJobs: 0x0506,
  serverErrorBusy: 0x0507,
} as const;

const statusNames = new Map<number, string>([
  [0x0000, 'successful-ok'],
  [0x0001, 'successful-ok-ignored-or-substituted-attributes'],
  [0x0002, 'successful-ok-conflicting-attributes'],
  [0x0400, 'client-error-bad-request'],
  [0x0401, 'client-error-forbidden'],
  [0x0402, 'client-error-not-authenticated'],
  [0x0403, 'client-error-not-authorized'],
  [0x0404, 'client-error-not-possible'],
  [0x0405, 'client-error-timeout'],
  [0x0406, 'client-error-not-found'],
  [0x0407, 'client-error-gone'],
  [0x0408, 'client-error-request-entity-too-large'],
  [0x0409, 'client-error-request-value-too-long'],
  [0x040a, 'client-error-document-format-not-supported'],
  [0x040b, 'client-error-attributes-or-values-not-supported'],
  [0x040c, 'client-error-uri-scheme-not-supported'],
  [0x040d, 'client-error-charset-not-supported'],
  [0x040e, 'client-error-conflicting-attributes'],
  [0x040f, 'client-error-compression-not-supported'],
  [0x0410, 'client-error-compression-error'],
  [0x0411, 'client-error-document-format-error'],
  [0x0412, 'client-error-document-access-error'],
  [0x0500, 'server-error-internal-error'],
  [0x0501, 'server-error-operation-not-supported'],
  [0x0502, 'server-error-service-unavailable'],
  [0x0503, 'server-error-version-not-supported'],
  [0x0504, 'server-error-device-error'],
  [0x0505, 'server-error-temporary-error'],
  [0x0506, 'server-error-not-accepting-jobs'],
  [0x0507, 'server-error-busy'],
  [0x0508, 'server-error-job-canceled'],
  [0x0509, 'server-error-multiple-document-jobs-not-supported'],
  [0x050a, 'server-error-printer-is-deactivated'],
]);

/** The status in the words of RFC 8011, or its number. */
export const statusName = (status: number): string =>
  statusNames.get(status) ?? `status 0x${status.toString(16).padStart(4, '0')}`;

/** Successful codes are 0x0000 to 0x00ff (RFC 8011 appendix B.1.2). */
export const isSuccessful = (status: number): boolean => status >= 0 && status <= 0x00ff;
