import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bootArguments,
  findMissing,
  trialDropIn,
} from '../../../../scripts/packaging/clean-debian/station-container.ts';

const unit = readFileSync(
  join(import.meta.dirname, '../../../../scripts/packaging/debian/yizhan.service'),
  'utf8',
);

describe('the trial on a clean Debian', () => {
  it('starts what the unit starts, with one switch more', () => {
    const dropIn = trialDropIn(unit, { display: ':77', debuggingPort: 9_777 }).split('\n');
    const start = unit.split('\n').find((line) => line.startsWith('ExecStart=')) ?? '';
    expect(dropIn.filter((line) => line.startsWith('ExecStart='))).toEqual([
      'ExecStart=',
      `${start} --remote-debugging-port=9777`,
    ]);
    expect(dropIn.filter((line) => !/^(\[Service\]|ExecStart=|Environment=|$)/.test(line))).toEqual([]);
    expect(() => trialDropIn('[Service]\n', { display: ':77', debuggingPort: 1 })).toThrow();
  });

  it('boots with the serial lines of the devices', () => {
    const words = bootArguments('/srv/debian', [{ from: '/dev/pts/4', to: '/dev/yizhan/reader' }]);
    expect(words).toContain('--bind=/dev/pts/4:/dev/yizhan/reader');
    expect(words).toContain('--directory=/srv/debian');
    expect(words.at(-1)).toBe('--boot');
  });

  it('says what it lacks, and wants to be root', () => {
    expect(findMissing(() => true, 0)).toBeNull();
    expect(findMissing((program) => program !== 'Xvfb', 0)).toBe('apt-get install xvfb');
    expect(findMissing(() => true, 1_000)).toContain('root');
  });
});
