/** Control characters, and characters that turn the direction of writing. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * A text from a device or a card as it may be written to a terminal: what could move the cursor, change colours or reverse
 * a line is shown as `�`.
 */
export const printable = (text: string): string => text.replace(unprintable, '\ufffd');
