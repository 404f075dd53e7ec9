import { describe, expect, it } from 'vitest';
import { flushDenormals } from '../../../scripts/models/flush-denormals.ts';
import { tarFiles } from '../../../scripts/models/tar-files.ts';
import { floats, smallModel, tensor } from './small-onnx.ts';

describe('flushing subnormal weights', () => {
  it('sets those to zero that mean nothing, in initializers and constants, and no others', () => {
    const model = smallModel(tensor(floats([1, 1e-40, -1e-16, 1e-14, 0])), tensor(floats([3e-39, 0.5])));
    const wanted = smallModel(tensor(floats([1, 0, 0, 1e-14, 0])), tensor(floats([0, 0.5])));
    const { model: flushed, flushed: count } = flushDenormals(model);
    expect(flushed).toEqual(wanted);
    expect(count).toBe(3);
  });

  it('leaves the input as it is, and finds nothing more to do in the result', () => {
    const model = smallModel(tensor(floats([1e-40])), tensor(floats([1e-40])));
    const before = model.slice();
    const first = flushDenormals(model);
    expect(model).toEqual(before);
    expect(flushDenormals(first.model)).toEqual({ model: first.model, flushed: 0 });
  });

  it('does not touch numbers that are not single precision', () => {
    const integers = [1, 0, 0, 0, 2, 0, 0, 0];
    const model = smallModel(tensor(integers, 7), tensor(integers, 7));
    expect(flushDenormals(model)).toEqual({ model, flushed: 0 });
  });

  it('refuses what is cut off', () => {
    const model = smallModel(tensor(floats([1])), tensor(floats([1])));
    expect(() => flushDenormals(model.subarray(0, model.length - 3))).toThrow('not a protocol buffer');
  });
});

/** A tar entry of POSIX.1-1988, as npm writes them. */
const entry = (path: string, content: string, type = '0'): Buffer => {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
};

describe('the files of a tar archive', () => {
  const end = Buffer.alloc(1024);
  it('are found by their paths, folders are not', () => {
    const long = 'x'.repeat(700);
    const files = tarFiles(
      Buffer.concat([entry('package/', '', '5'), entry('package/a', 'one'), entry('package/b', long), end]),
    );
    expect([...files.keys()]).toEqual(['package/a', 'package/b']);
    expect(Buffer.from(files.get('package/a') ?? []).toString()).toBe('one');
    expect(files.get('package/b')).toHaveLength(700);
  });

  it('are refused where the archive is cut off or a header is broken', () => {
    const whole = Buffer.concat([entry('a', 'x'.repeat(600)), end]);
    expect(() => tarFiles(whole.subarray(0, 800))).toThrow('cut off');
    const broken = Buffer.from(whole);
    broken[5] = 1;
    expect(() => tarFiles(broken)).toThrow('broken header');
  });
});
