import { describe, expect, it } from 'vitest';
import { defineCommand } from '../../../electron/cli/command.ts';
import { carryOut, planCommand } from '../../../electron/cli/command-line.ts';
import type { ConfigurationOutcome } from '../../../electron/cli/devices/configured-devices.ts';
import type { Surroundings } from '../../../electron/cli/surroundings.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

/** A command of no device, which says which kiosk it is about. */
const whoami = defineCommand<string, string>({
  name: 'whoami',
  standsAlone: true,
  synopsis: '',
  summary: 'name the kiosk',
  details: [],
  accepts: [],
  positionals: [],
  request: (_options, _positionals, _configured, kiosk) =>
    kiosk ? { ok: true, request: kiosk.dataFolder } : { ok: false, problem: 'which kiosk?' },
  run: async (request) => request,
  report: (result) => ({ exitCode: 0, text: [result], document: { result } }),
});

/** A command with a word that may be left out, which needs the data folder but not its settings. */
const look = defineCommand<string, string>({
  name: 'look',
  standsAlone: true,
  synopsis: '[WORD]',
  summary: 'look at the data folder',
  details: [],
  accepts: [],
  positionals: [],
  optionalPositionals: ['WORD'],
  request: (_options, [word = 'nothing'], _configured, _kiosk, dataFolder) => ({
    ok: true,
    request: `${word} in ${dataFolder}`,
  }),
  run: async (request) => request,
  report: (result) => ({ exitCode: 0, text: [result], document: { result } }),
});

const wrongSettings: ConfigurationOutcome = {
  ok: false,
  problems: ['station: missing'],
  dataFolder: '/data',
};

/** A command that says what it was asked for. */
const echo = defineCommand<string, string>({
  name: 'echo',
  synopsis: 'WORD [--port PORT]',
  summary: 'say a word',
  details: ['It says one.'],
  accepts: ['port'],
  positionals: ['WORD'],
  request: (options, [word = ''], configured) => {
    const printer = configured.printer ?? 'none';
    if (word === 'bad') return { ok: false, problem: 'a bad word' };
    return { ok: true, request: `${word} ${options.port?.kind ?? 'no port'} ${printer}` };
  },
  run: async (request, { tell }) => {
    tell('on it');
    return request;
  },
  report: (result) => ({
    exitCode: 3,
    text: [`said: ${result}`],
    complaint: ['and complained'],
    document: { result },
  }),
});

const say = async (
  args: readonly string[],
  configuration: ConfigurationOutcome = { ok: true, devices: {} },
) => {
  const out: string[] = [];
  const told: string[] = [];
  const surroundings: Surroundings = {
    clock: createFakeClock(),
    write: (line) => out.push(line),
    tell: (line) => told.push(line),
    interrupted: new AbortController().signal,
    insisted: new AbortController().signal,
    ask: async () => null,
    newId: () => 'id',
  };
  const exitCode = await carryOut(
    planCommand(args, [echo, whoami, look], () => configuration),
    surroundings,
  );
  return { exitCode, out, told };
};

describe('a command line', () => {
  it('runs its command and tells the result on standard output', async () => {
    expect(await say(['device', 'echo', 'hello', '--port', 'hid'])).toEqual({
      exitCode: 3,
      out: ['said: hello hid none'],
      told: ['on it', 'and complained'],
    });
  });

  it('prints the document instead, with --json', async () => {
    const { out } = await say(['device', 'echo', 'hello', '--json']);
    expect(out).toEqual(['{"result":"hello no port none"}']);
  });

  it('takes what is missing from the settings', async () => {
    const { out } = await say(['device', 'echo', 'x'], { ok: true, devices: { printer: 'ipp://p/' } });
    expect(out).toEqual(['said: x no port ipp://p/']);
  });

  it('says why settings are not used, and goes on without', async () => {
    const { out, told } = await say(['device', 'echo', 'x'], wrongSettings);
    expect(out).toEqual(['said: x no port none']);
    expect(told[0]).toBe('The settings are not used: station: missing');
  });

  it('knows the data folder even where its settings are wrong, and leaves out what may be left out', async () => {
    expect((await say(['look'], wrongSettings)).out).toEqual(['nothing in /data']);
    expect((await say(['look', 'queue'], wrongSettings)).out).toEqual(['queue in /data']);
    expect((await say(['look'])).out).toEqual(['nothing in null']);
  });

  it.each<[string[], string]>([
    [[], 'say what to do'],
    [['printer'], 'there is no "printer"; there are device, whoami, look'],
    [['device', 'shout'], 'there is no "shout"; commands are echo'],
    [['device', 'whoami'], 'there is no "whoami"; commands are echo'],
    [['echo', 'a'], 'there is no "echo"; there are device, whoami, look'],
    [['whoami'], 'which kiosk?'],
    [['whoami', 'a'], '"a" is one argument too many'],
    [['look', 'a', 'b'], '"b" is one argument too many'],
    [['device', 'echo'], 'WORD is missing'],
    [['device', 'echo', 'a', 'b'], '"b" is one argument too many'],
    [['device', 'echo', 'bad'], 'a bad word'],
    [['device', 'echo', 'a', '--show'], '--show has no meaning here'],
  ])('%j is refused with 2', async (args, problem) => {
    const { exitCode, out, told } = await say(args);
    expect([exitCode, out]).toEqual([2, []]);
    expect(told[0]).toBe(`yizhan: ${problem}`);
  });

  it.each<[string[]]>([[['--help']], [['help']], [['device', '-h']], [['device', 'echo', '--help']]])(
    '%j is answered with help and 0',
    async (args) => {
      const { exitCode, out } = await say(args);
      expect(exitCode).toBe(0);
      expect(out.join('\n')).toContain('yizhan device echo WORD');
      expect(out.join('\n')).toContain('Exit codes');
    },
  );

  it('tells how a command that stands alone is called', async () => {
    const { out } = await say(['whoami', '--help']);
    expect(out[0]).toBe('yizhan whoami [--json]');
    const { told } = await say(['whoami']);
    expect(told[1]).toBe('"yizhan whoami --help" explains.');
    const { out: all } = await say(['--help']);
    expect(all.join('\n')).toMatch(/^ {2}yizhan whoami +name the kiosk$/m);
  });

  it('does not read the settings for a command line that is wrong anyway', () => {
    const unreadable = (): ConfigurationOutcome => {
      throw new Error('read');
    };
    expect(planCommand(['device', 'echo', '--show'], [echo], unreadable)).toMatchObject({ kind: 'refused' });
  });
});
