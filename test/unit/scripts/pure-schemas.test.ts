import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { markSchemas } from '../../../scripts/build/pure-schemas.ts';

const mark = (code: string): string | null => markSchemas(code, parseAst(code));

describe('marking schemas that may be left out', () => {
  it('marks what is made by zod, of a schema from elsewhere, or of one that is marked', () => {
    expect(
      mark(
        [
          'export const text = z.string().max(120);',
          'const both = itemSchema.extend({ text }), short = text.optional();',
        ].join('\n'),
      ),
    ).toBe(
      [
        'export const text = /* @__PURE__ */ (() => z.string().max(120))();',
        'const both = /* @__PURE__ */ (() => itemSchema.extend({ text }))(), short = /* @__PURE__ */ (() => text.optional())();',
      ].join('\n'),
    );
  });

  it('leaves what a schema is used for: a parse that fails has to be heard', () => {
    expect(mark('const start = startSchema.parse(process.env.START);')).toBeNull();
    expect(
      mark('const found = z.string().safeParse(name), kept = await z.string().parseAsync(name);'),
    ).toBeNull();
    expect(mark('const kinds = listSchema.parse(content).items.map(nameOf);')).toBeNull();
  });

  it('leaves calls of anything else, and what is not at the top', () => {
    expect(
      mark('export const server = listen(8080), sound = checkSchema(database); z.config({});'),
    ).toBeNull();
    expect(mark('export const make = () => { const text = z.string(); return text; };')).toBeNull();
  });
});
