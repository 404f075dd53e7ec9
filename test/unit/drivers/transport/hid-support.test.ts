import { describe, expect, it, vi } from 'vitest';

describe('node-hid', () => {
  it('is loaded at first use, once', async () => {
    vi.resetModules();
    const { loadHidSupport } = await import('../../../../drivers/transport/hid-support.ts');
    const first = loadHidSupport();
    expect(loadHidSupport()).toBe(first);
    expect(typeof (await first).ok).toBe('boolean');
  });

  it('that cannot be loaded is an outcome, not a crash', async () => {
    vi.resetModules();
    vi.doMock('node-hid', () => ({
      getHidapiVersion() {
        throw new Error('libudev.so.1: cannot open shared object file');
      },
    }));
    const { loadHidSupport } = await import('../../../../drivers/transport/hid-support.ts');
    expect(await loadHidSupport()).toEqual({
      ok: false,
      detail: 'libudev.so.1: cannot open shared object file',
    });
    vi.doUnmock('node-hid');
  });
});
