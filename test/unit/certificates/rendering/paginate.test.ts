import { describe, expect, it } from 'vitest';
import type { SetPiece } from '../../../../electron/core/certificates/rendering/layout/draw-operation.ts';
import type { FlowBlock } from '../../../../electron/core/certificates/rendering/layout/flow-block.ts';
import { maximumPages, paginate } from '../../../../electron/core/certificates/rendering/layout/paginate.ts';

const piece = (name: string, height: number): SetPiece => ({
  height,
  operations: [{ kind: 'box', x: 0, y: 0, width: 1, height, color: name }],
});

const head = piece('head', 10);

const block = (name: string, height: number, options: Partial<FlowBlock> = {}): FlowBlock => ({
  ...piece(name, height),
  keepWithNext: false,
  ...options,
});

/** First page from 40 to 100, others from 20: 60 and 80 high. */
const area = { firstTop: 40, nextTop: 20, bottom: 100, left: 5 };

/** Names and tops of what stands on each page. */
const pagesOf = (blocks: readonly FlowBlock[]): string[][] => {
  const result = paginate(blocks, area);
  expect(result.ok).toBe(true);
  if (!result.ok) return [];
  return result.pages.map((page) =>
    page.map((operation) => (operation.kind === 'box' ? `${operation.color}@${operation.y}` : '')),
  );
};

describe('distributing text over pages', () => {
  it('starts a page when a block does not fit', () => {
    expect(pagesOf([block('a', 30), block('b', 30), block('c', 30)])).toEqual([['a@40', 'b@70'], ['c@20']]);
  });

  it('repeats the head of a table above the row that opens a page', () => {
    const row = (name: string) => block(name, 25, { repeatedHead: head });
    expect(pagesOf([block('title', 20), row('a'), row('b'), row('c')])).toEqual([
      ['title@40', 'a@60'],
      ['head@20', 'b@30', 'c@55'],
    ]);
  });

  it('moves the last rows along with the signature, so that it never stands alone', () => {
    const row = (name: string, keepWithNext: boolean) =>
      block(name, 10, { keepWithNext, repeatedHead: head });
    expect(
      pagesOf([row('a', false), row('b', false), row('c', true), row('d', true), block('signature', 30)]),
    ).toEqual([
      ['a@40', 'b@50'],
      ['head@20', 'c@30', 'd@40', 'signature@50'],
    ]);
  });

  it('takes a chain apart that no page can hold', () => {
    expect(pagesOf([block('a', 50, { keepWithNext: true }), block('b', 50)])).toEqual([['a@40'], ['b@20']]);
  });

  it('refuses a row higher than a page, and a text without end', () => {
    expect(paginate([block('a', 75, { repeatedHead: head })], area)).toEqual({
      ok: false,
      detail: 'a row is higher than a page',
    });
    const endless = Array.from({ length: maximumPages + 1 }, () => block('a', 60));
    expect(paginate(endless, area)).toMatchObject({ ok: false });
    expect(paginate(endless.slice(1), area)).toMatchObject({ ok: true });
  });
});
