import { describe, expect, it } from 'vitest';
import { visitViewSchema } from '../../../../electron/contract/visit-view.ts';
import { hallViews } from '../../../helpers/hall-views.ts';
import written from '../../../helpers/renderer/hall-views.json' with { type: 'json' };

describe('the views of the service hall', () => {
  it('are those that the screens are tested with (node scripts/screens/write-hall-views.ts writes them anew)', () => {
    expect(JSON.parse(JSON.stringify(hallViews()))).toEqual(written);
  });

  it.each(Object.entries(hallViews()))('%s is what the contract says', (_name, view) => {
    expect(visitViewSchema.safeParse(view)).toMatchObject({ success: true });
  });

  it('hold no more than a symbol on the screen can carry', () => {
    for (const view of Object.values(hallViews())) {
      if (view.screen !== 'guide') continue;
      expect(Buffer.byteLength(view.takeAway['zh-CN'])).toBeLessThanOrEqual(620);
      expect(view.takeAway['zh-CN']).toContain(view.item.everydayName['zh-CN']);
    }
  });
});
