/** Codes that core and page say to each other in the first-visit wizard; each has words in both languages. */

/** The steps from "just unpacked" to "in service", in their order. The reader is found before it reads the first card. */
export const setupSteps = ['language', 'checks', 'centre', 'devices', 'supervisor', 'trial'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** What is typed about station and centre. */
export const setupFields = ['url', 'rootCheck', 'stationCode', 'nameZh', 'nameEn', 'phone', 'code'] as const;
export type SetupField = (typeof setupFields)[number];

/** What came of what was done; the first ones are good news. */
export const setupResults = [
  'checks-done',
  'checks-found-fault',
  'slip-read',
  'enrolled',
  'device-answers',
  'device-opened',
  'supervisor-added',
  'page-printed',
  'report-printed',
  'url-refused',
  'field-refused',
  'field-missing',
  'code-malformed',
  'check-malformed',
  'slip-refused',
  'platform-unreachable',
  'platform-not-genuine',
  'root-differs',
  'code-invalid',
  'station-mismatch',
  'enrolment-refused',
  'place-refused',
  'device-silent',
  'device-missing',
  'settings-refused',
  'label-refused',
  'card-refused',
  'pin-not-six-digits',
  'pin-too-easy',
  'pin-of-the-card',
  'pins-differ',
  'already-there',
  'page-not-printed',
  'report-not-printed',
  'could-not-record',
] as const;
export type SetupResult = (typeof setupResults)[number];

export const goodSetupResults: readonly SetupResult[] = [
  'checks-done',
  'slip-read',
  'enrolled',
  'device-answers',
  'device-opened',
  'supervisor-added',
  'page-printed',
  'report-printed',
];
