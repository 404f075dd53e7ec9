/** What is looked at, in the order in which it is told. */
export const doctorChecks = [
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
] as const;
export type DoctorCheck = (typeof doctorChecks)[number];

/** `warning`: the kiosk serves, somebody should look. `bad`: something does not work. */
export type Verdict = 'good' | 'warning' | 'bad';
