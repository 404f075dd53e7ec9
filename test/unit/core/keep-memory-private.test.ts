import { afterEach, expect, it } from 'vitest';
import { keepMemoryPrivate } from '../../../electron/core/keep-memory-private.ts';

const { poolSize } = Buffer;
afterEach(() => {
  Buffer.poolSize = poolSize;
});

it('gives every small buffer memory of its own, which goes when the buffer goes', () => {
  keepMemoryPrivate();
  const name = Buffer.from('周海峰');
  const other = Buffer.concat([Buffer.from('a'), Buffer.allocUnsafe(3)]);
  expect(name.buffer.byteLength).toBe(name.length);
  expect(other.buffer.byteLength).toBe(other.length);
});
