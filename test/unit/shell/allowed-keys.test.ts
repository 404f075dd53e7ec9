import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKeyAllowed } from '../../../electron/main/allowed-keys.ts';

const plain = { control: false, alt: false, meta: false };

describe('the keys that reach the page', () => {
  it('are characters and the keys that move about in a page', () => {
    for (const key of ['a', '7', '驿', ' ', 'Enter', 'Backspace', 'ArrowLeft', 'Tab', 'Escape']) {
      expect(isKeyAllowed({ key, ...plain })).toBe(true);
    }
  });

  it('are never named keys of browser, system or media', () => {
    for (const key of [
      'F1',
      'F11',
      'F12',
      'F24',
      'BrowserBack',
      'BrowserHome',
      'ContextMenu',
      'LaunchMail',
      'PrintScreen',
      'ZoomIn',
      'Meta',
      'Alt',
      'Control',
    ]) {
      expect(isKeyAllowed({ key, ...plain })).toBe(false);
    }
  });

  it('are none with Control, Alt or Meta', () => {
    const held = fc
      .record({ control: fc.boolean(), alt: fc.boolean(), meta: fc.boolean() })
      .filter(({ control, alt, meta }) => control || alt || meta);
    fc.assert(fc.property(fc.string(), held, (key, keys) => !isKeyAllowed({ key, ...keys })));
  });
});
