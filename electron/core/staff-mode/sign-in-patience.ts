/** Card and PIN, milliseconds without a touch; a resident who touched the button by mistake is not kept waiting long. */
export const signInMilliseconds = 60_000;

/** How long the question stands whether anybody is there, milliseconds. */
export const staffWarningMilliseconds = 30_000;
