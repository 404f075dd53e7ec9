import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../electron/core/certificates/rendering/template/parse-template.ts';
import {
  type Pattern,
  parsePattern,
} from '../../../electron/core/certificates/rendering/template/placeholder.ts';
import { sampleTemplate } from '../../unit/certificates/rendering/sample-certificate.ts';

const writeBack = (pattern: Pattern): string =>
  pattern
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'common') return `{${part.name}}`;
      return part.kind === 'fact' ? `{facts.${part.key}}` : `{tables.${part.table}.count}`;
    })
    .join('');

describe('the text of a template', () => {
  it('is taken apart without losing anything, or refused', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{', '}', '{}', '{holder.name}', '{facts.a}', '{tables.b.count}', '{facts.}', '{x}'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parsed = parsePattern(text);
        if (parsed.ok) expect(writeBack(parsed.pattern)).toBe(text);
        else expect(text).toContain(parsed.detail);
      }),
    );
  });

  it('never makes the reader of templates throw, whatever the JSON', () => {
    const spoiled = fc
      .tuple(fc.constantFrom(...Object.keys(sampleTemplate())), fc.jsonValue())
      .map(([field, value]) => JSON.stringify({ ...sampleTemplate(), [field]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), spoiled), (json) => {
        const parsed = parseTemplate(json);
        expect(parsed.ok || parsed.detail.length > 0).toBe(true);
      }),
    );
  });
});
