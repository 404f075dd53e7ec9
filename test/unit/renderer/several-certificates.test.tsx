import { describe, expect, it } from 'vitest';
import { mostTogether } from '../../../electron/contract/intents.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { fixtureItems } from '../../helpers/renderer/fixture-items.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { type RenderedApp, renderApp } from '../../helpers/renderer/render-app.tsx';

const fixture = (name: string): ViewSnapshot => {
  const found = fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};

const sent = (app: RenderedApp) =>
  app.core.sent.filter((message) => message.type === 'intent').map((message) => message.intent);

describe('who wants several certificates', () => {
  it('ticks them, sees how many, and goes on with all of them', async () => {
    const app = await renderApp(fixture('choose-many'));
    await app.tap('choose-several');
    expect(app.text()).toContain(zhCn['choose.several.none']);
    expect(app.element('intent-chooseItems').getAttribute('aria-disabled')).toBe('true');
    await app.tap('tick-housing-status');
    await app.tap('tick-blood-donation');
    await app.tap('tick-provident-fund');
    await app.tap('tick-blood-donation');
    expect(app.element('tick-housing-status').getAttribute('aria-checked')).toBe('true');
    expect(app.element('tick-blood-donation').getAttribute('aria-checked')).toBe('false');
    expect(app.text()).toContain('已选 2 项');
    await app.tap('intent-chooseItems');
    expect(sent(app).filter(({ name }) => name === 'chooseItems')).toEqual([
      { name: 'chooseItems', itemCodes: ['housing-status', 'provident-fund'] },
    ]);
  });

  it('is offered no more than go together', async () => {
    const app = await renderApp(fixture('choose-many'));
    await app.tap('choose-several');
    const onScreen = fixtureItems.slice(0, mostTogether + 1);
    for (const { code } of onScreen) await app.tap(`tick-${code}`);
    const ticked = onScreen.filter(
      ({ code }) => app.element(`tick-${code}`).getAttribute('aria-checked') === 'true',
    );
    expect(ticked).toHaveLength(mostTogether);
    expect(app.text()).toContain('一次最多这些');
  });

  it('may want one after all', async () => {
    const app = await renderApp(fixture('choose-many'));
    await app.tap('choose-several');
    await app.tap('one-only');
    await app.tap('item-housing-status');
    expect(sent(app)).toContainEqual({ name: 'chooseItem', itemCode: 'housing-status' });
  });

  it('can tick nothing of which today’s prints are used up, and reads why', async () => {
    const app = await renderApp(fixture('choose-used-up'));
    expect(app.text()).toContain('今天已打 3 份，明天再来');
    await app.tap('item-provident-fund');
    await app.tap('choose-several');
    await app.tap('tick-provident-fund');
    expect(app.element('tick-provident-fund').getAttribute('aria-checked')).toBe('false');
    expect(sent(app).filter(({ name }) => name === 'chooseItem')).toEqual([]);
  });
});

describe('the consent to several certificates', () => {
  it('asks once for a purpose that all of them may have, or for each where it is not the same', async () => {
    const app = await renderApp(fixture('consent-several'));
    await app.tap('purpose-way');
    await app.tap('purpose-purpose-2');
    expect(sent(app)).toContainEqual({
      name: 'choosePurpose',
      purposeCode: 'purpose-2',
      itemCode: 'housing-status',
    });
    const together = await renderApp(fixture('consent-several'));
    await together.tap('purpose-purpose-2');
    expect(sent(together)).toContainEqual({ name: 'choosePurpose', purposeCode: 'purpose-2' });
  });

  it('asks for each by its name where no purpose is common to all', async () => {
    const app = await renderApp(fixture('consent-several-own'));
    expect(app.text()).toContain('公积金缴存证明用在哪里？');
    expect(() => app.element('intent-consent')).toThrow();
    await app.tap('purpose-wallet-purpose-1');
    expect(sent(app)).toContainEqual({
      name: 'choosePurpose',
      purposeCode: 'wallet-purpose-1',
      itemCode: 'provident-fund',
    });
  });

  it('says what is asked of which department, before anybody agrees', async () => {
    const app = await renderApp(fixture('consent-several-chosen'));
    for (const department of ['不动产登记中心', '住房公积金管理中心', '血液中心']) {
      expect(app.text()).toContain(`向${department}查询`);
    }
    await app.tap('intent-consent');
    expect(sent(app)).toContainEqual({ name: 'consent' });
  });
});

describe('what did not come', () => {
  it('is said by name before and after the print', async () => {
    const preview = await renderApp(fixture('preview-several'));
    expect(preview.text()).toContain('没能开出：献血证');
    expect(preview.text()).toContain('打印全部 2 份');
    const taken = await renderApp(fixture('take-paper-several'));
    expect(taken.text()).toContain('没能开出：献血证');
  });

  it('does not keep the pages of the others from being read', async () => {
    const app = await renderApp(fixture('preview-several'));
    const asked = () => app.core.sent.filter((message) => message.type === 'previewDocument').length;
    expect(asked()).toBe(1);
    await app.tap('next-page');
    expect(asked()).toBe(2);
    expect(app.text()).toContain('第 2 份，共 2 份');
  });
});
