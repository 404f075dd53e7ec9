import { describe, expect, it } from 'vitest';
import { contentTypeOf, fileOf, pageFileOf } from '../../../electron/main/page-files.ts';

describe('files of the page', () => {
  it('lie beneath the built renderer', () => {
    expect(fileOf('/app/dist/renderer', 'yizhan://kiosk/assets/index.js')).toBe(
      '/app/dist/renderer/assets/index.js',
    );
  });

  it.each([
    'yizhan://kiosk/..%2f..%2fetc/passwd',
    'yizhan://elsewhere/index.html',
    'yizhan://kiosk/%E0%A4%A',
  ])('never lead out of it: %s', (url) => {
    expect(fileOf('/app/dist/renderer', url)).toBeNull();
  });

  it('stay beneath it when dots are encoded', () => {
    expect(fileOf('/app/dist/renderer', 'yizhan://kiosk/%2e%2e/%2e%2e/settings.json')).toBe(
      '/app/dist/renderer/settings.json',
    );
  });

  it('are those of packs of face models beneath their own folder, and nothing beside it', () => {
    const folders = { renderer: '/app/dist/renderer', models: '/app/assets/models' };
    expect(pageFileOf(folders, 'yizhan://kiosk/models/trial/pack.json')).toBe(
      '/app/assets/models/trial/pack.json',
    );
    expect(pageFileOf(folders, 'yizhan://kiosk/models/..%2f..%2fetc/passwd')).toBeNull();
    expect(pageFileOf(folders, 'yizhan://kiosk/index.html')).toBe('/app/dist/renderer/index.html');
  });

  it('are of the kinds that a renderer is made of', () => {
    expect(contentTypeOf('/a/index.html')).toBe('text/html; charset=utf-8');
    expect(contentTypeOf('/a/settings.yml')).toBeUndefined();
  });
});
