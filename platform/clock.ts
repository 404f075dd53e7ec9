/** The platform's time, passed in so that tests move it by hand. */
export interface PlatformClock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}
