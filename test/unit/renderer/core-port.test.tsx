import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { snapshotOf } from '../../helpers/renderer/snapshot-of.ts';
import { renderApp } from '../../helpers/renderer/render-app.tsx';

const attract = snapshotOf({
  screen: 'attract',
  unavailable: [],
  takesApplications: false,
  takesCertificates: false,
});
const rate = snapshotOf(fixtureSnapshots.rate?.visit ?? attract.visit, { revision: 2 });

// Not by TextEncoder: in a simulated DOM its arrays are of another realm.
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from([...text].map((character) => character.charCodeAt(0)));

describe('the page', () => {
  it('is calm before anything came', async () => {
    const app = await renderApp();
    expect(app.screen()).toBe('starting');
    expect(app.text()).toContain(zhCn['starting.title']);
  });

  it('says "one moment" when a snapshot cannot be read, and goes on with the next good one', async () => {
    const app = await renderApp(fixtureSnapshots.consent);
    await app.change(() => app.core.say({ type: 'snapshot', snapshot: { ...attract, locale: 'fr' } }));
    expect(app.screen()).toBe('oneMoment');
    expect(app.text()).not.toContain('张*');
    await app.show({ ...attract, revision: 3 });
    expect(app.screen()).toBe('attract');
  });

  it('never turns white or takes over anything, whatever is said to it', async () => {
    const app = await renderApp(attract);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything(), fc.record({ type: fc.constant('snapshot'), snapshot: fc.anything() })),
        async (message) => {
          await app.change(() => app.core.say(message));
          expect(['attract', 'oneMoment']).toContain(app.screen());
          expect(app.text().length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws the newest snapshot only', async () => {
    const app = await renderApp(rate);
    await app.change(() => app.core.show({ ...attract, revision: 1 }));
    expect(app.screen()).toBe('rate');
  });

  it('says that it starts again when the core is gone for more than a second', async () => {
    const app = await renderApp(rate);
    await app.change(() => app.core.die());
    await app.advance(900);
    expect(app.screen()).toBe('rate');
    await app.advance(200);
    expect(app.screen()).toBe('outOfService');
    expect(app.text()).toContain(zhCn['outOfService.core-restarting.title']);
  });

  it('goes on with a new core, whose count of snapshots begins anew', async () => {
    const app = await renderApp({ ...rate, revision: 40 });
    await app.change(() => app.core.die());
    const next = await app.reconnect();
    await app.change(() => next.show({ ...attract, revision: 1 }));
    await app.advance(5_000);
    expect(app.screen()).toBe('attract');
  });

  it('says so when an intent is not answered', async () => {
    const app = await renderApp(attract);
    await app.tap('intent-start');
    await app.advance(3_100);
    expect(app.screen()).toBe('outOfService');
  });

  it('takes no port from another window', async () => {
    const app = await renderApp(attract);
    const forged = new Event('message');
    Object.assign(forged, { data: 'yizhan:core-port', ports: [new EventTarget()], source: null });
    await app.change(() => window.dispatchEvent(forged));
    await app.tap('intent-start');
    expect(app.core.intents()).toEqual(['start']);
  });
});

describe('the preview', () => {
  const preview = fixtureSnapshots.preview;
  if (!preview) throw new Error('no such fixture');

  it('shows the certificate that the core gives, and wipes it when one moves on', async () => {
    const app = await renderApp(preview);
    expect(app.core.sent).toContainEqual({
      type: 'previewDocument',
      id: expect.any(Number),
      certificateNumber: 'HS-20261121-000042',
    });
    const pdf = bytesOf('%PDF-1.7 synthetic');
    await app.change(() => app.core.answerPreview(pdf));
    expect(app.element('preview-zoom').getAttribute('data-drawn')).toBe('true');
    await app.tap('preview-zoom');
    expect(app.element('preview-zoom').getAttribute('data-enlarged')).toBe('true');
    await app.show({ ...attract, revision: 2 });
    expect(app.documents.opened).toMatchObject([{ disposed: true }]);
    expect(pdf.every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['is over', null],
    ['is no PDF', bytesOf('nonsense')],
  ])('says so when the document %s, and still offers to print', async (_what, pdf) => {
    const app = await renderApp(preview);
    await app.change(() => app.core.answerPreview(pdf));
    expect(app.element('preview-not-shown').textContent).toBe(zhCn['preview.notShown']);
    expect(app.element('intent-print').getAttribute('aria-disabled')).toBe('false');
  });

  it('does not wait for ever', async () => {
    const app = await renderApp(preview);
    await app.advance(8_100);
    expect(app.element('preview-not-shown')).toBeTruthy();
  });
});
