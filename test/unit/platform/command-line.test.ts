import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../platform/command-line.ts';

describe('the command line of the platform', () => {
  test('runs it in memory, on this machine, unless told', () => {
    expect(readCommandLine([], {})).toEqual({
      command: 'run',
      port: 8787,
      host: '127.0.0.1',
      store: 'memory',
      residentsFile: undefined,
      populationSize: 3000,
      adminToken: undefined,
      keyEncryptionKey: undefined,
    });
  });

  test('takes the database and the secrets from the environment', () => {
    const environment = {
      DATABASE_URL: 'postgresql://host/city',
      YIZHAN_ADMIN_TOKEN: 'token',
      YIZHAN_KEY_ENCRYPTION_KEY: 'key',
    };
    const args = ['--port', '0', '--host', '::1', '--residents', 'r.json', '--population', '0'];
    expect(readCommandLine(args, environment)).toEqual({
      command: 'run',
      port: 0,
      host: '::1',
      store: { databaseUrl: 'postgresql://host/city' },
      residentsFile: 'r.json',
      populationSize: 0,
      adminToken: 'token',
      keyEncryptionKey: 'key',
    });
  });

  test('prefers the folder that was named, and reads an empty variable as none', () => {
    const named = readCommandLine(['--store', '/srv/store'], { DATABASE_URL: 'postgresql://host/city' });
    expect(named).toMatchObject({ store: { folder: '/srv/store' } });
    expect(readCommandLine([], { DATABASE_URL: '', YIZHAN_ADMIN_TOKEN: '' })).toMatchObject({
      store: 'memory',
      adminToken: undefined,
    });
  });

  test('asks for an enrolment code with the token of the option or of the environment', () => {
    const args = ['enrolment-code', '--url', 'http://city', '--station', 'QX-0007'];
    const asked = { command: 'enrolment-code', url: 'http://city', stationCode: 'QX-0007' };
    expect(readCommandLine([...args, '--token', 'a'], { YIZHAN_ADMIN_TOKEN: 'b' })).toEqual({
      ...asked,
      token: 'a',
    });
    expect(readCommandLine(args, { YIZHAN_ADMIN_TOKEN: 'b' })).toEqual({ ...asked, token: 'b' });
  });

  test.each([
    [['enrolment-code', '--url', 'http://city', '--token', 'a'], '--station is missing'],
    [['enrolment-code', '--station', 'QX-0007', '--token', 'a'], '--url is missing'],
    [['enrolment-code', '--url', 'http://city', '--station', 'QX-0007'], '--token is missing'],
    [['enrol'], '"enrol" is no command'],
    [['enrolment-code', 'QX-0007'], '"enrolment-code QX-0007" is no command'],
    [['--port', '65536'], '--port'],
    [['--population', '20001'], '--population'],
  ])('says what is wrong with %j', (args, words) => {
    expect(() => readCommandLine(args, {})).toThrow(words);
  });
});
