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
      trustedProxies: [],
      cityApp: false,
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
      trustedProxies: [],
      cityApp: false,
      adminToken: 'token',
      keyEncryptionKey: 'key',
    });
  });

  test('plays the city’s app only when told', () => {
    expect(readCommandLine(['--city-app'], {})).toMatchObject({ command: 'run', cityApp: true });
  });

  test('believes the proxies that are named, and no others', () => {
    const proxies = '10.0.0.5,192.168.0.0/16,::1,fd00::/8';
    expect(readCommandLine(['--trust-proxy', proxies], {})).toMatchObject({
      trustedProxies: proxies.split(','),
    });
    for (const wrong of [
      'true',
      '10.0.0',
      '10.0.0.5/33',
      '::1/129',
      '10.0.0.5/x',
      '10.0.0.5,',
      '1.1.1.1/8/8',
    ]) {
      expect(() => readCommandLine(['--trust-proxy', wrong], {})).toThrow('--trust-proxy');
    }
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
    const askedWith = (token: string) => ({
      command: 'administration',
      address: { url: 'http://city', token },
      asked: { command: 'enrolment-code', stationCode: 'QX-0007' },
    });
    expect(readCommandLine([...args, '--token', 'a'], { YIZHAN_ADMIN_TOKEN: 'b' })).toEqual(askedWith('a'));
    expect(readCommandLine(args, { YIZHAN_ADMIN_TOKEN: 'b' })).toEqual(askedWith('b'));
  });

  test.each([
    [['publish-policy', '--file', 'p.json'], { command: 'publish-policy', file: 'p.json' }],
    [
      ['prepare-document', '--certificate', 'ZF20261120-AAAAAAAAAA', '--station', 'QX-0007'],
      {
        command: 'prepare-document',
        certificateNumber: 'ZF20261120-AAAAAAAAAA',
        stationCode: 'QX-0007',
      },
    ],
    [
      ['revoke-kiosk', '--kiosk', 'K-0000000001', '--reason', 'stolen'],
      { command: 'revoke-kiosk', kioskId: 'K-0000000001', reason: 'stolen' },
    ],
    [
      ['identity-code', '--resident', '430199195803120429'],
      { command: 'identity-code', idNumber: '430199195803120429' },
    ],
  ])('asks the administration: %j', (args, asked) => {
    const options = ['--url', 'http://city', '--token', 'a'];
    expect(readCommandLine([...args, ...options], {})).toEqual({
      command: 'administration',
      address: { url: 'http://city', token: 'a' },
      asked,
    });
  });

  test.each([
    [['publish-policy', '--url', 'http://city', '--token', 'a'], '--file is missing'],
    [
      ['prepare-document', '--url', 'http://city', '--token', 'a', '--station', 'A1'],
      '--certificate is missing',
    ],
    [['revoke-kiosk', '--url', 'http://city', '--token', 'a', '--kiosk', 'K-0'], '--reason is missing'],
    [['enrolment-code', '--url', 'http://city', '--token', 'a'], '--station is missing'],
    [['identity-code', '--url', 'http://city', '--token', 'a'], '--resident is missing'],
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
