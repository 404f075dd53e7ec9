/** 18 characters: GB 11643, and the residence permits and permanent residence cards that follow it. */
const eighteen = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/;
/** Permanent residence cards of 2017: three letters, four digits, the birth date with two digits of the year. */
const fifteen = /^[A-Z]{3}\d{4}(\d{2})(\d{2})(\d{2})\d{2}$/;

/** YYYY-MM-DD, where the calendar has that day. */
const dateOf = (year: number, month: string, day: string): string | null => {
  const date = `${String(year).padStart(4, '0')}-${month}-${day}`;
  const instant = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date) ? date : null;
};

/**
 * The birth date that an id number says, YYYY-MM-DD; null where it says none. Of two digits of a year the younger of the
 * two possible persons is meant: a child must not pass for somebody of a hundred.
 *
 * @param instant now, milliseconds since the Unix epoch
 */
export const birthDateOf = (idNumber: string, instant: number): string | null => {
  const [, year, month, day] = eighteen.exec(idNumber) ?? [];
  if (year && month && day) return dateOf(Number(year), month, day);
  const [, twoDigits, shortMonth, shortDay] = fifteen.exec(idNumber) ?? [];
  if (!(twoDigits && shortMonth && shortDay)) return null;
  const now = new Date(instant);
  const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100);
  const thisCentury = dateOf(century + Number(twoDigits), shortMonth, shortDay);
  const isPast = thisCentury !== null && Date.parse(`${thisCentury}T00:00:00Z`) <= instant;
  return isPast ? thisCentury : dateOf(century - 100 + Number(twoDigits), shortMonth, shortDay);
};
