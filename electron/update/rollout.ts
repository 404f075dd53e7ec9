import { createHash } from 'node:crypto';

/** Who gets a release first: a few kiosks that are watched, some more, all. From the narrowest to the widest. */
export const releaseRings = ['pilot', 'early', 'general'] as const;
export type ReleaseRing = (typeof releaseRings)[number];

/** The rings whose releases a kiosk takes: its own and all wider ones. */
export const ringsTakenBy = (ring: ReleaseRing): readonly ReleaseRing[] =>
  releaseRings.slice(releaseRings.indexOf(ring));

/** Steps of the share: a percentage is decided to a hundredth of a percent. */
const steps = 10_000;

/**
 * Where a kiosk stands in the order in which kiosks take a release: 0 (among the first) to 99.99. It is
 *
 *   first 6 bytes, big-endian, of SHA-256( kiosk id ‖ 0x00 ‖ version )  mod 10,000  ÷  100
 *
 * over the UTF-8 of both. The same kiosk and version always give the same number, so that raising `stagingPercentage` adds
 * kiosks and takes none away; another version puts them in another order, so that the same ones are not always first.
 */
export const shareOf = (kioskId: string, version: string): number => {
  const digest = createHash('sha256').update(`${kioskId}\0${version}`).digest();
  return (digest.readUIntBE(0, 6) % steps) / 100;
};

/** Whether a kiosk is among the `percentage` of a ring's kiosks that take a version. */
export const isInShare = (kioskId: string, version: string, percentage: number): boolean =>
  shareOf(kioskId, version) < percentage;
