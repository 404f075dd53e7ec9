import { describe, expect, it } from 'vitest';
import { settingGroupWords, settingWords } from '../../../../electron/contract/settings/setting-words.ts';
import { pathOf } from '../../../../electron/core/settings/editor/settings-draft.ts';
import { schemaFields } from '../../../../electron/core/settings/editor/setting-fields.ts';

describe('the fields of the settings', () => {
  it('have words in both languages, each of them, and there are no words for others', () => {
    expect(Object.keys(settingWords).sort()).toEqual(schemaFields().map(pathOf).sort());
    expect([...new Set(schemaFields().map(({ path }) => path[0]))].sort()).toEqual(
      Object.keys(settingGroupWords).sort(),
    );
  });

  it('have the limits, choices and defaults of the schema', () => {
    const field = (path: string) => schemaFields().find((each) => pathOf(each) === path);
    expect(field('session.idleSeconds')).toMatchObject({
      kind: 'integer',
      minimum: 5,
      maximum: 300,
      default: '30',
      optional: true,
    });
    expect(field('devices.idCardReader.baudRate')).toMatchObject({ kind: 'choice', default: 'auto' });
    expect(field('devices.idCardReader.baudRate')?.options).toContain('115200');
    expect(field('maintenance.stickFolders')).toMatchObject({ kind: 'list', default: '/media; /run/media' });
    expect(field('platform.rootKey')?.kind).toBe('fixed');
    expect(field('identity.face')?.kind).toBe('fixed');
    expect(field('station.phone')).toMatchObject({ kind: 'text', optional: false });
  });
});
