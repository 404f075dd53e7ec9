import { type Command, invocationOf } from './command.ts';
import type { ConfigurationOutcome } from './devices/configured-devices.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { parseOptions } from './options.ts';
import type { Report } from './command.ts';
import type { Surroundings } from './surroundings.ts';
import { commandUsage, programUsage } from './usage.ts';

/** What a command line comes to before any device is touched. */
export type Plan =
  | { readonly kind: 'help'; readonly lines: readonly string[] }
  /** `problem` is one sentence, `hint` the command that helps. */
  | { readonly kind: 'refused'; readonly problem: string; readonly hint: string }
  | {
      readonly kind: 'run';
      readonly json: boolean;
      /** Why the settings are not used, where they could not be. */
      readonly notes: readonly string[];
      readonly run: (surroundings: Surroundings) => Promise<Report>;
    };

const group = 'device';

/**
 * Understands a command line. `args` are those after the program; `readConfiguration` gives the devices of the settings
 * and is asked only for a command that is otherwise right.
 */
export const planCommand = (
  args: readonly string[],
  commands: readonly Command[],
  readConfiguration: () => ConfigurationOutcome,
): Plan => {
  const [first, second = '', ...rest] = args;
  const wantsHelp = (word: string | undefined): boolean =>
    word === '--help' || word === '-h' || word === 'help';
  if (first === undefined || wantsHelp(first) || (first === group && (second === '' || wantsHelp(second)))) {
    const lines = programUsage(commands);
    const asked = wantsHelp(first) || wantsHelp(second);
    return asked ? { kind: 'help', lines } : refusal('say what to do');
  }
  const alone = commands.filter(({ standsAlone }) => standsAlone);
  const own = alone.find(({ name }) => name === first);
  if (own) return planFor(own, args.slice(1), readConfiguration);
  if (first !== group) {
    const known = [group, ...alone.map(({ name }) => name)].join(', ');
    return refusal(`there is no "${first}"; there are ${known}`);
  }
  const ofDevices = commands.filter(({ standsAlone }) => !standsAlone);
  const command = ofDevices.find(({ name }) => name === second);
  if (!command) {
    return refusal(`there is no "${second}"; commands are ${ofDevices.map(({ name }) => name).join(', ')}`);
  }
  return planFor(command, rest, readConfiguration);
};

const planFor = (
  command: Command,
  args: readonly string[],
  readConfiguration: () => ConfigurationOutcome,
): Plan => {
  const parsed = parseOptions(args, command.accepts);
  if (!parsed.ok) return refusal(parsed.problem, command);
  if (parsed.help) return { kind: 'help', lines: commandUsage(command) };
  const { options, positionals } = parsed;
  const missing = command.positionals[positionals.length];
  if (missing !== undefined) return refusal(`${missing} is missing`, command);
  const superfluous = positionals[command.positionals.length + command.optionalPositionals.length];
  if (superfluous !== undefined) return refusal(`"${superfluous}" is one argument too many`, command);

  const configuration = readConfiguration();
  const prepared = command.prepare(
    options,
    positionals,
    configuration.ok ? configuration.devices : {},
    configuration.ok ? (configuration.kiosk ?? null) : null,
    configuration.ok ? (configuration.kiosk?.dataFolder ?? null) : configuration.dataFolder,
  );
  const notes = configuration.ok
    ? []
    : configuration.problems.map((problem) => `The settings are not used: ${problem}`);
  if (!prepared.ok) return refusal([prepared.problem, ...notes].join('. '), command);
  return { kind: 'run', json: options.json, notes, run: prepared.request };
};

const refusal = (problem: string, command?: Command): Plan => ({
  kind: 'refused',
  problem,
  hint: `${command ? invocationOf(command) : 'yizhan'} --help`,
});

/** Carries a plan out and says how it ended. */
export const carryOut = async (plan: Plan, surroundings: Surroundings): Promise<ExitCode> => {
  const { write, tell } = surroundings;
  switch (plan.kind) {
    case 'help':
      for (const line of plan.lines) write(line);
      return exitCodes.ok;
    case 'refused':
      tell(`yizhan: ${plan.problem}`);
      tell(`"${plan.hint}" explains.`);
      return exitCodes.usage;
    case 'run': {
      for (const note of plan.notes) tell(note);
      const report = await plan.run(surroundings);
      for (const line of report.complaint ?? []) tell(line);
      if (!plan.json) for (const line of report.text) write(line);
      else if (report.document) write(JSON.stringify(report.document));
      return report.exitCode;
    }
  }
};
