import { describe, expect, it } from 'vitest';
import { matchesLockfile, withoutProjectBinaries } from '../../../scripts/setup/npm-dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/react': { version: '19.3.1', integrity: 'sha512-a' },
  'node_modules/vite': { version: '8.3.8', integrity: 'sha512-b' },
  'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-c', optional: true },
};
const installed = {
  'node_modules/react': { version: '19.3.1', integrity: 'sha512-a' },
  'node_modules/vite': { version: '8.3.8', integrity: 'sha512-b' },
};

describe('matchesLockfile', () => {
  it('is content with what npm ci leaves, without the optional packages of other systems', () => {
    expect(matchesLockfile(wanted, installed)).toBe(true);
  });

  it('sees a package that is missing', () => {
    expect(matchesLockfile(wanted, { 'node_modules/react': installed['node_modules/react'] })).toBe(false);
  });

  it('sees a package of another version', () => {
    const older = { ...installed, 'node_modules/vite': { version: '8.3.7', integrity: 'sha512-b' } };
    expect(matchesLockfile(wanted, older)).toBe(false);
  });

  it('sees a package of other contents', () => {
    const other = { ...installed, 'node_modules/vite': { version: '8.3.8', integrity: 'sha512-x' } };
    expect(matchesLockfile(wanted, other)).toBe(false);
  });

  it('sees a package that the lockfile no longer asks for', () => {
    const more = { ...installed, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-l' } };
    expect(matchesLockfile(wanted, more)).toBe(false);
  });
});

describe('withoutProjectBinaries', () => {
  it('takes the folders inside node_modules off the PATH, and no others', () => {
    const path = [
      '/project/node_modules/.bin',
      '/usr/bin',
      '/node_modules/.bin',
      '/project/node_modules',
      '/project/node_modules_old/bin',
      '/bin',
    ].join(':');
    expect(withoutProjectBinaries({ PATH: path, HOME: '/home/a' }, '/project')).toEqual({
      PATH: '/usr/bin:/node_modules/.bin:/project/node_modules_old/bin:/bin',
      HOME: '/home/a',
    });
  });
});
