import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../../electron/core/certificates/rendering/template/parse-template.ts';
import { loadTemplates } from '../../../../electron/core/certificates/rendering/template/template-folder.ts';
import { sampleTemplate, templatesFolder } from './sample-certificate.ts';

const parse = (template: unknown) => parseTemplate(JSON.stringify(template));

/** What is wrong with the sample after one change to it. */
const faultOf = (changes: Record<string, unknown>): string => {
  const result = parse({ ...sampleTemplate(), ...changes });
  expect(result.ok).toBe(false);
  return result.ok ? '' : result.detail;
};

const columns = (count: number, width: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `列${index}`, width }));

const tableWith = (changes: Record<string, unknown>) => [
  { key: 'items', heading: '明细', columns: columns(2, 50), emptyText: '无', ...changes },
];

describe('a template', () => {
  it('is taken when everything about it is right', () => {
    const result = parse(sampleTemplate());
    expect(result.ok && result.template.statement).toEqual([
      { kind: 'common', name: 'holder.name' },
      '在',
      { kind: 'fact', key: 'scope' },
      '有',
      { kind: 'rowCount', table: 'items' },
      '项。',
    ]);
  });

  it.each(readdirSync(templatesFolder))('%s, as it ships, is taken', (file) => {
    expect(parseTemplate(readFileSync(join(templatesFolder, file), 'utf8'))).toMatchObject({ ok: true });
  });

  it.each([
    ['{holder.photo}', 'statement: unknown-placeholder: {holder.photo}'],
    ['{constructor.name}', 'statement: unknown-placeholder: {constructor.name}'],
    ['{facts.scope.length}', 'statement: unknown-placeholder: {facts.scope.length}'],
    ['{holder.name + 1}', 'statement: unknown-placeholder: {holder.name + 1}'],
    ['{facts.scop}', 'statement: unknown-placeholder: facts.scop'],
    ['{tables.houses.count}', 'statement: unknown-placeholder: tables.houses'],
    ['{holder.name', 'statement: stray-brace: {holder.name'],
    ['一\u202e二', 'statement: contains characters that cannot be printed'],
    ['一\n二', 'statement: contains characters that cannot be printed'],
    ['', 'statement: Too small'],
  ])('with the statement %j is refused', (statement, fault) => {
    expect(faultOf({ statement })).toContain(fault);
  });

  it('is refused when its seal names anything but the department: seals are the same for everybody', () => {
    const seal = { ring: '{holder.name}', line: '专用章', code: '439901000001' };
    expect(faultOf({ seal })).toContain('seal.ring: takes no placeholder but {department.name}');
    expect(faultOf({ seal: { ...seal, ring: '{facts.scope}专用' } })).toContain('seal.ring');
    expect(parse({ ...sampleTemplate(), seal: { ...seal, ring: '{department.name}业务' } })).toMatchObject({
      ok: true,
    });
  });

  it('is refused when it brings more than its fields, such as a script', () => {
    expect(faultOf({ script: 'alert(1)' })).toContain('script');
  });

  it.each([
    ['too many columns', { columns: columns(13, 7) }, 'tables.0.columns: Too big'],
    ['columns that are too narrow', { columns: [...columns(1, 96), ...columns(1, 4)] }, 'Too small'],
    ['columns that do not fill it', { columns: columns(3, 30) }, 'add up to 100'],
    ['no columns', { columns: [] }, 'Too small'],
    ['a placeholder in its heading', { heading: '{holder.name}' }, 'takes no placeholders'],
  ])('with a table with %s is refused', (_, table, fault) => {
    expect(faultOf({ tables: tableWith(table) })).toContain(fault);
  });

  it('is refused when it names a key twice', () => {
    expect(faultOf({ factKeys: ['scope', 'scope'] })).toContain('factKeys: a key is named twice');
    expect(faultOf({ tables: [...tableWith({}), ...tableWith({})] })).toContain('a key is named twice');
  });

  it('is refused when it is no JSON or far too large', () => {
    expect(parseTemplate('{')).toEqual({ ok: false, reason: 'template-broken', detail: 'not JSON' });
    expect(parse({ ...sampleTemplate(), statement: '长'.repeat(30_000) })).toEqual({
      ok: false,
      reason: 'template-broken',
      detail: 'larger than 65536 bytes',
    });
  });
});

describe('a folder of templates', () => {
  it('keeps the good ones and says what is wrong with the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-templates-'));
    try {
      writeFileSync(join(folder, 'a-good.json'), JSON.stringify(sampleTemplate()));
      writeFileSync(join(folder, 'b-again.json'), JSON.stringify(sampleTemplate()));
      writeFileSync(join(folder, 'c-broken.json'), '{"format": 2}');
      writeFileSync(
        join(folder, 'd-unprintable.json'),
        JSON.stringify({ ...sampleTemplate(), kind: 'other' }),
      );
      writeFileSync(join(folder, 'notes.txt'), 'not a template');
      const loaded = await loadTemplates(folder, ({ kind }) => (kind === 'other' ? 'no glyph' : undefined));
      expect([...loaded.byKind.keys()]).toEqual(['sample']);
      expect(loaded.refused).toEqual([
        { file: 'b-again.json', reason: 'template-broken', detail: 'kind: sample has a template already' },
        { file: 'c-broken.json', reason: 'template-broken', detail: expect.stringContaining('format') },
        { file: 'd-unprintable.json', reason: 'template-broken', detail: 'no glyph' },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
