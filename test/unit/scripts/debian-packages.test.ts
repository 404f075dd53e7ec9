import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationPackages, testPackages } from '../../../scripts/setup/debian-package-lists.mjs';
import {
  chooseNames,
  debianArchitecture,
  missingPackages,
  parseInstallablePackages,
  parseInstalledPackages,
  sudoLine,
} from '../../../scripts/setup/debian-packages.mjs';

describe('parseInstalledPackages', () => {
  it('takes what is installed for this architecture, and what suits every one', () => {
    const output = [
      'socat\tamd64\tinstalled',
      'fonts-noto-cjk\tall\tinstalled',
      'libnss3\ti386\tinstalled',
      'qpdf\tamd64\tconfig-files',
      'xvfb\tamd64\tnot-installed',
      "dpkg-query: no packages found matching 'libasound2t64'",
      '',
    ].join('\n');
    expect([...parseInstalledPackages(output, 'amd64')].sort()).toEqual(['fonts-noto-cjk', 'socat']);
  });

  it('names nothing that the output does not list as installed, whatever the output', () => {
    fc.assert(
      fc.property(fc.string(), (output) => {
        for (const name of parseInstalledPackages(output, 'amd64')) {
          expect(output).toMatch(new RegExp(`${escaped(name)}\\t(amd64|all)\\tinstalled`));
        }
      }),
    );
  });

  it('finds each installed package among others', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9+.-]{1,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.uniqueArray(name), (present, removed) => {
        const absent = removed.filter((each) => !present.includes(each));
        const output = [
          ...present.map((each) => `${each}\tarm64\tinstalled`),
          ...absent.map((each) => `${each}\tarm64\tconfig-files`),
        ].join('\n');
        expect([...parseInstalledPackages(output, 'arm64')].sort()).toEqual([...present].sort());
      }),
    );
  });
});

describe('parseInstallablePackages', () => {
  it('passes over a name that is only provided by others', () => {
    const output = [
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
      '  Version table:',
      'libasound2t64:',
      '  Installed: (none)',
      '  Candidate: 1.2.11-1ubuntu0.1',
      '  Version table:',
      '     1.2.11-1ubuntu0.1 500',
    ].join('\n');
    expect([...parseInstallablePackages(output)]).toEqual(['libasound2t64']);
  });

  it('takes any output', () => {
    fc.assert(
      fc.property(fc.string(), (output) => {
        expect(parseInstallablePackages(output)).toBeInstanceOf(Set);
      }),
    );
  });
});

describe('which packages to install', () => {
  const wanted = [['libasound2', 'libasound2t64'], ['socat'], ['xvfb']];

  it('is satisfied by either name of a package', () => {
    expect(missingPackages(wanted, new Set(['libasound2t64', 'socat', 'xvfb']))).toEqual([]);
    expect(missingPackages(wanted, new Set(['libasound2', 'socat', 'xvfb']))).toEqual([]);
  });

  it('chooses the name that apt knows: the new one on Ubuntu 24.04', () => {
    const missing = missingPackages(wanted, new Set(['socat']));
    expect(chooseNames(missing, new Set(['libasound2t64', 'xvfb']))).toEqual(['libasound2t64', 'xvfb']);
  });

  it('chooses the older name where apt knows both, and where it knows none', () => {
    expect(chooseNames(wanted, new Set(['libasound2', 'libasound2t64', 'socat', 'xvfb']))).toEqual([
      'libasound2',
      'socat',
      'xvfb',
    ]);
    expect(chooseNames(wanted, new Set())).toEqual(['libasound2', 'socat', 'xvfb']);
  });

  it('says one line for sudo', () => {
    expect(sudoLine(['socat', 'xvfb'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends socat xvfb',
    );
  });
});

describe('the lists', () => {
  it('ask for less to start a station than to test one', () => {
    const forTests = new Set(testPackages.map((choice) => choice[0]));
    expect(stationPackages.every((choice) => forTests.has(choice[0]))).toBe(true);
    expect(stationPackages.flat()).not.toContain('cups-daemon');
    expect(testPackages.flat()).toEqual(expect.arrayContaining(['cups-daemon', 'postgresql']));
    expect(stationPackages.flat()).not.toContain('postgresql');
  });

  it('name each package once', () => {
    const names = testPackages.flat();
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('debianArchitecture', () => {
  it.each([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
    ['ia32', 'i386'],
    ['riscv64', 'riscv64'],
  ])('%s is %s', (node, debian) => {
    expect(debianArchitecture(node)).toBe(debian);
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
