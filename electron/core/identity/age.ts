/** China keeps one civil time, eight hours before UTC, without summer time. */
const civilOffset = 8 * 3_600_000;

/**
 * Full years that somebody has lived.
 *
 * @param birthDate YYYY-MM-DD
 * @param instant milliseconds since the Unix epoch
 */
export const ageOn = (birthDate: string, instant: number): number => {
  const today = new Date(instant + civilOffset).toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
