import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PrintRequest } from '../../../../drivers/printer/print-job.ts';
import type {
  PrintEvent,
  PrintOutcome as PrinterOutcome,
} from '../../../../drivers/printer/print-outcome.ts';
import { createPrintReceipt } from '../../../../electron/core/applications/receipt/print-receipt.ts';
import {
  receiptContent,
  textsOfReceipt,
} from '../../../../electron/core/applications/receipt/receipt-content.ts';
import {
  createReceiptRenderer,
  type RenderReceipt,
} from '../../../../electron/core/applications/receipt/receipt-renderer.ts';
import { openFontLibrary } from '../../../../electron/core/certificates/rendering/typesetting/font-library.ts';
import type { PrintProgress } from '../../../../electron/core/session/visit-types.ts';
import { createJournalWorld, type JournalWorld, silentLog } from '../../../helpers/journal.ts';
import { allowanceItem, lin, receipt } from '../../../helpers/visit.ts';
import { fontFolder } from '../../certificates/rendering/sample-certificate.ts';

const station = {
  name: {
    'zh-CN': '潇湘市清溪区滨江街道政务服务驿站',
    en: 'Government Service Station, Binjiang Subdistrict',
  },
  code: 'QX-0007',
  phone: '0730-5550123',
};
const item = {
  ...allowanceItem,
  officialName: { 'zh-CN': '高龄津贴申请', en: 'Application for the Old-Age Allowance' },
  department: { code: 'xx-mzj', name: { 'zh-CN': '潇湘市民政局', en: 'Xiaoxiang Civil Affairs Bureau' } },
};
const facts = { person: lin, item, receipt, delivery: 'waiting', station } as const;

let render: RenderReceipt;
beforeAll(async () => {
  render = createReceiptRenderer(await openFontLibrary(fontFolder, []));
});

describe('a receipt', () => {
  it('says what was filed, by whom (masked), when, where, and what is promised', () => {
    const text = textsOfReceipt(receiptContent(facts)).join('\n');
    for (const said of [
      receipt.receiptNumber,
      '高龄津贴申请',
      '潇湘市民政局',
      '林**',
      '2026年11月20日 16:01',
      'QX-0007',
      '15 个工作日',
      '0730-5550123',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain(lin.name);
    expect(text).not.toContain(lin.idNumber);
    expect(text).not.toContain('139');
  });

  it('names what may follow and until when, but not where nothing was taken', async () => {
    const promises = [
      { name: { 'zh-CN': '户口簿', en: 'Household booklet' }, workingDays: 5, dueOn: '2026-11-27' },
      { name: { 'zh-CN': '残疾人证', en: 'Disability card' }, workingDays: 10, dueOn: '2026-12-04' },
    ];
    const withPromises = { ...facts, receipt: { ...receipt, promises } };
    const text = textsOfReceipt(receiptContent(withPromises)).join('\n');
    expect(text).toContain('户口簿（2026年11月27日前）；残疾人证（2026年12月4日前）');
    expect(text).toContain('Household booklet (by 2026-11-27)');
    expect((await render(withPromises)).ok).toBe(true);
    const refused = textsOfReceipt(receiptContent({ ...withPromises, delivery: 'refused' })).join('\n');
    expect(refused).not.toContain('户口簿');
  });

  it.each([
    ['waiting', '已提交，待上报中心平台'],
    ['received', '已提交，中心平台已收到'],
    ['refused', '没有收下'],
  ] as const)('claims no more than is so (%s)', (delivery, said) => {
    const content = receiptContent({ ...facts, delivery });
    const state = content.facts.find(({ label }) => label.en === 'State')?.value;
    expect(JSON.stringify(state)).toContain(said);
    expect(textsOfReceipt(content).join()).not.toMatch(/已受理|受理号|受理回执/);
  });

  it('that the platform refused nowhere says that it was handed in, nor promises anything', () => {
    const text = textsOfReceipt(receiptContent({ ...facts, delivery: 'refused' })).join('\n');
    expect(text).not.toMatch(/已经?提交(?!。)|不用再来|自动上报|工作日/);
    expect(text).not.toMatch(/received|Handed in|You need not|working days/);
    expect(text).toContain('申请未提交成功通知');
    expect(text).toContain('没有丢失');
  });

  it('that has been received does not say that it still has to be sent', () => {
    const text = textsOfReceipt(receiptContent({ ...facts, delivery: 'received' })).join('\n');
    expect(text).not.toMatch(/自动上报|to be sent|when the line/);
  });

  it.each(['waiting', 'received', 'refused'] as const)(
    'says everything in Chinese first and in English beneath (%s)',
    (delivery) => {
      const content = receiptContent({ ...facts, delivery });
      const said = [content.stationLine, content.title, ...content.next, content.note];
      for (const { 'zh-CN': chinese, en } of [...said, ...content.facts.map(({ label }) => label)]) {
        expect(chinese).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/[a-z]/);
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
      expect(content.facts.find(({ label }) => label.en === 'Item')?.value).toEqual(item.officialName);
    },
  );

  it.each(['waiting', 'received', 'refused'] as const)(
    'is one page, and the same bytes for the same receipt (%s)',
    async (delivery) => {
      const told = { ...facts, delivery };
      const [first, second] = await Promise.all([render(told), render(told)]);
      if (!first.ok || !second.ok) throw new Error('not rendered');
      const text = Buffer.from(first.pdf).toString('latin1');
      expect(text.startsWith('%PDF-1.7')).toBe(true);
      expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(first.pdf.length).toBeLessThan(100_000);
      expect(second.pdf).toEqual(first.pdf);
    },
  );

  it('that cannot be drawn or does not fit is refused, never cut', async () => {
    const named = (name: string) => ({ ...allowanceItem, officialName: { 'zh-CN': name, en: name } });
    expect(await render({ ...facts, item: named('𠮷') })).toEqual({
      ok: false,
      reason: 'character-without-glyph',
    });
    expect(await render({ ...facts, item: named('津'.repeat(900)) })).toEqual({
      ok: false,
      reason: 'text-does-not-fit',
    });
  });
});

describe('printing a receipt', () => {
  let world: JournalWorld;
  beforeEach(() => {
    world = createJournalWorld();
  });
  afterEach(() => world.database.dispose());

  const printWith = (outcome: PrinterOutcome, renderer: Promise<RenderReceipt | null>) => {
    const sent: { request: PrintRequest; hash: string }[] = [];
    const progress: PrintProgress[] = [];
    const events: readonly PrintEvent[] = [
      { type: 'created', job: { jobUri: 'ipp://127.0.0.1/1', jobId: 1, jobName: 'x' } },
      { type: 'paused', reasons: [{ code: 'media-empty', severity: 'error', actor: 'staff' }] },
      { type: 'progress', impressions: 1 },
    ];
    const print = createPrintReceipt({
      printer: {
        role: 'printer',
        takesSeveralDocuments: () => true,
        status: () => ({ state: 'online', reasons: [] }),
        onStatus: () => () => undefined,
        start: () => undefined,
        stop: async () => undefined,
        print: async (request, listener) => {
          sent.push({
            request,
            hash: createHash('sha256')
              .update(request.documents[0] ?? '')
              .digest('hex'),
          });
          for (const event of events) listener(event);
          return outcome;
        },
        queryJob: async () => outcome,
      },
      render: renderer,
      station,
      deliveryOf: () => 'received',
      journal: world.journal,
      log: silentLog,
      newPrintJobId: () => '019a9c00-0000-7000-8000-000000000777',
    });
    return {
      sent,
      progress,
      run: () => print({ person: lin, item, receipt }, (step) => progress.push(step)),
    };
  };

  it('sends the page under a name without a person, follows it, and wipes it', async () => {
    const { run, sent, progress } = printWith(
      { outcome: 'completed', impressions: 1 },
      Promise.resolve(render),
    );
    expect(await run()).toEqual({ outcome: 'completed' });
    const rendered = await render({ ...facts, delivery: 'received' });
    if (!rendered.ok) throw new Error('not rendered');
    expect(sent[0]?.hash).toBe(createHash('sha256').update(rendered.pdf).digest('hex'));
    expect(sent[0]?.request).toMatchObject({
      jobName: 'yizhan-019a9c00-0000-7000-8000-000000000777',
      copies: 1,
      pages: 1,
    });
    expect(sent[0]?.request.documents[0]?.every((byte) => byte === 0)).toBe(true);
    expect(progress.map(({ step, printerProblem }) => printerProblem?.code ?? step)).toEqual([
      'sending',
      'media-empty',
      'printing',
    ]);
    expect(world.audit().at(-1)).toBe('receipt.print-completed');
  });

  it.each([
    [{ outcome: 'failed', reason: 'aborted-by-printer', detail: '' }, 'failed', 'aborted-by-printer'],
    [{ outcome: 'unknown', detail: 'line-lost' }, 'unknown', 'line-lost'],
  ] as const)('says honestly that it %o', async (outcome, said, staffCode) => {
    const { run } = printWith(outcome, Promise.resolve(render));
    expect(await run()).toMatchObject({ outcome: said, staffCode });
    expect(world.audit().at(-1)).toBe(`receipt.print-${said} (${staffCode})`);
  });

  it('fails where there are no fonts, and nothing goes to the printer', async () => {
    const { run, sent } = printWith({ outcome: 'completed', impressions: 1 }, Promise.resolve(null));
    expect(await run()).toMatchObject({ outcome: 'failed', staffCode: 'renderer-unavailable' });
    expect(sent).toEqual([]);
  });
});
