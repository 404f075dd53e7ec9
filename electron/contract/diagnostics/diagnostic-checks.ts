/** What is looked at at a kiosk, in the order in which it is told. */
export const diagnosticChecks = [
  'kiosk',
  'settings',
  'data-folder',
  'database',
  'backup',
  'clock',
  'identity',
  'device',
  'platform',
  'queue',
  'memory',
  'restarts',
  'starts',
] as const;
export type DiagnosticCheck = (typeof diagnosticChecks)[number];

/** `warning`: the kiosk serves, somebody should look. `bad`: something does not work. */
export const verdicts = ['good', 'warning', 'bad'] as const;
export type Verdict = (typeof verdicts)[number];
