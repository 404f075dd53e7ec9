import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../drivers/device/clock.ts';
import { checkSlot } from '../update/check-slot.ts';
import { chooseStart, type StartChoice } from '../update/choose-start.ts';
import { programName, releaseFolders } from '../update/folders.ts';
import {
  type LauncherWord,
  launcherWordVariable,
  type PackagedUpdates,
  packagedUpdatesPath,
  packagedUpdatesSchema,
} from '../update/launcher-word.ts';
import { type LauncherState, readLauncherState, writeLauncherState } from '../update/launcher-state.ts';
import { readRequest } from '../update/update-request.ts';
import { runProgram } from './run-program.ts';
import { watchTrial } from './watch-trial.ts';

/** Lines for the journal of whoever started the launcher. */
export type LauncherLog = (event: string, fields?: Readonly<Record<string, string | boolean | null>>) => void;

export interface LaunchOptions {
  /** Where the package put the kiosk: what is there is root's. */
  readonly packaged: string;
  readonly dataFolder: string;
  /** The command line (`yizhan …`) in place of the kiosk. */
  readonly commandLine: boolean;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: LauncherLog;
}

/** A package without the file, or with one that is none, starts what it installed. */
const readPackagedUpdates = (packaged: string): PackagedUpdates | null => {
  try {
    const text = readFileSync(join(packaged, packagedUpdatesPath), 'utf8');
    return packagedUpdatesSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Where the parts of a program lie, installed or in a slot. */
const commandOf = (
  program: string,
  commandLine: boolean,
): { readonly command: string; readonly before: readonly string[] } =>
  commandLine
    ? {
        command: join(program, 'resources/node'),
        before: [join(program, 'resources/app.asar.unpacked/dist/cli/yizhan.mjs')],
      }
    : { command: join(program, 'yizhan'), before: [] };

/**
 * Starts the kiosk, or its command line: the release that counts, after it was checked to its last byte, or what the package
 * installed. Ends with the exit code of what it started; whoever started the launcher (systemd) starts it again, and what
 * has changed meanwhile is decided then. Whatever goes wrong here, something is started.
 */
export const launch = async (options: LaunchOptions): Promise<number> => {
  const { packaged, environment, clock, commandLine, log } = options;
  const folders = releaseFolders(options.dataFolder);
  const updates = readPackagedUpdates(packaged);

  const keep = (state: LauncherState): boolean => {
    try {
      writeLauncherState(folders.launcherFile, state);
      return true;
    } catch (error) {
      log('launcher-state-not-kept', { error: String(error) });
      return false;
    }
  };
  const request = () => readRequest(folders.requestFile);

  const choose = async ({ keys, version }: PackagedUpdates): Promise<StartChoice> => {
    const parts = {
      packagedVersion: version,
      now: Math.round(clock.now()),
      findProblem: async (slotVersion: string) => {
        const checked = await checkSlot(folders.slotOf(slotVersion), slotVersion, keys);
        if (!checked.ok) log('slot-refused', { version: slotVersion, ...checked });
        return checked.ok ? null : checked.reason;
      },
    };
    const before = readLauncherState(folders.launcherFile);
    const withoutTrial = () => chooseStart({ ...before, trial: null }, { ...parts, request: null });
    // Only a start of the kiosk counts: a technician's command tries nothing and gives nothing up.
    if (commandLine) return withoutTrial();
    const choice = await chooseStart(before, { ...parts, request: request() });
    const isNew = JSON.stringify(choice.state) !== JSON.stringify(before);
    // A start that cannot be counted would be tried for ever.
    return isNew && !keep(choice.state) && choice.onTrial ? withoutTrial() : choice;
  };

  const choice = updates && (await choose(updates));
  const version = choice?.version ?? null;
  const program = version === null ? packaged : join(folders.slotOf(version), programName);
  const word: LauncherWord | null = updates && {
    keys: updates.keys,
    version: version ?? updates.version,
    onTrial: choice?.onTrial ?? false,
    program,
  };
  log('starts', { version: word?.version ?? null, from: version === null ? 'package' : 'slot' });
  const { command, before } = commandOf(program, commandLine);
  const running = runProgram(command, [...before, ...options.args], {
    ...environment,
    ...(word === null ? {} : { [launcherWordVariable]: JSON.stringify(word) }),
  });
  const stopWatching =
    choice?.onTrial === true ? watchTrial(choice.state, { request, keep, end: running.end, clock }) : null;
  const code = await running.ended;
  stopWatching?.();
  log('ended', { code: String(code) });
  return code;
};
