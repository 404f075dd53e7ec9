/** An instant (milliseconds since the epoch) as `2026-11-22 12:03:04`, in the time zone of the machine. */
export const localTime = (instant: number): string => {
  const date = new Date(instant);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};
