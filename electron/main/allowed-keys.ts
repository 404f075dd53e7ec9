/** A key as Electron tells of it before the page does (`before-input-event`). */
export interface KeyPress {
  /** Name of the key (UI Events, KeyboardEvent.key). */
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Keys with a name that a field or a focused button needs. Every other named key – F1 to F24, browser and media keys – is dead. */
const namedKeys = new Set([
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'Backspace',
  'Delete',
  'End',
  'Enter',
  'Escape',
  'Home',
  'PageDown',
  'PageUp',
  'Shift',
  'Tab',
]);

/**
 * Whether a key reaches the page: one that writes a character, or that moves about in a page. With Control, Alt or Meta
 * every key is a shortcut of Chromium, Electron or the desktop; the kiosk has use for none.
 */
export const isKeyAllowed = ({ key, control, alt, meta }: KeyPress): boolean =>
  !control && !alt && !meta && (namedKeys.has(key) || [...key].length === 1);
