/** How the command ends, for scripts. */
export const exitCodes = {
  ok: 0,
  /** This installation cannot run the command at all; given by yizhan.mjs. */
  cannotRun: 1,
  usage: 2,
  /** A device fault, or nothing to read in time; the reason is told. */
  deviceFault: 3,
  /** The kiosk was not enrolled; the reason is told. */
  notEnrolled: 4,
  /** The kiosk runs and alone may change its database: stop it first. */
  kioskRunning: 5,
  /** The database of the kiosk was not read or changed; the reason is told. */
  databaseRefused: 6,
  /** There is no such dead letter, no such report that nobody has read, or nobody of that label. */
  notThere: 7,
  /** What was verified does not stand: altered, revoked, expired, or no certificate. */
  notGenuine: 8,
  /** It could not be verified: keys, revocations or platform were not to be had; the reason is told. */
  notVerified: 9,
  /** Something of the kiosk does not work; `doctor` names it. */
  needsAttention: 10,
  /** The kiosk runs and waits for its first visit; `doctor` found nothing else that does not work. */
  awaitsSetup: 11,
  /** Ended by Ctrl+C before anything came of it: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
