/** Asia/Shanghai has kept UTC+8 without summer time since 1991. */
const shanghaiOffsetSeconds = 8 * 3600;

/** 9999-12-31T15:59:59Z: the last instant whose year has four digits in Shanghai. */
export const lastPrintableInstant = 253_402_271_999;

const shanghai = (instant: number): Date => new Date((instant + shanghaiOffsetSeconds) * 1000);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `2026年11月20日` in Asia/Shanghai; `instant` in seconds since the Unix epoch. */
export const dateText = (instant: number): string => {
  const date = shanghai(instant);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
};

/** `2026年11月20日 16:05` in Asia/Shanghai; `instant` in seconds since the Unix epoch. */
export const dateTimeText = (instant: number): string => {
  const date = shanghai(instant);
  return `${dateText(instant)} ${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
};
