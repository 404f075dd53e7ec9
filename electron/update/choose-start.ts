import { confirmedKept, type LauncherState, withBad, withEvent } from './launcher-state.ts';
import type { UpdateRequest } from './update-request.ts';
import { compareVersions } from './version.ts';

/** So often a version on trial is started before it is given up: one power cut more than a technician causes. */
export const startsOnTrial = 3;

/** So often the slot of a version may turn out damaged: it is fetched again, until the disk is to blame. */
export const damagedSlots = 3;

/** What the launcher starts: a slot, or (null) what the package installed. */
export interface StartChoice {
  readonly state: LauncherState;
  readonly version: string | null;
  readonly onTrial: boolean;
}

/** Ends the trial of a version that is not well: the one before is started again, and this one never more. */
export const rollBack = (state: LauncherState, reason: string, at: number): LauncherState => {
  if (state.trial === null) return state;
  const { version } = state.trial;
  const event = { at, kind: 'rolled-back', version, reason } as const;
  return withEvent(withBad({ ...state, trial: null }, version), event);
};

/** A slot that is not whole says nothing about its version, unless it happens again and again. */
const refuseSlot = (state: LauncherState, version: string, reason: string, at: number): LauncherState => {
  const refused = withEvent(
    {
      ...state,
      trial: state.trial?.version === version ? null : state.trial,
      confirmed: state.confirmed.filter((known) => known !== version),
    },
    { at, kind: 'slot-refused', version, reason },
  );
  const times = refused.events.filter((event) => event.kind === 'slot-refused' && event.version === version);
  return times.length >= damagedSlots ? withBad(refused, version) : refused;
};

const confirm = (state: LauncherState, at: number): LauncherState => {
  if (state.trial === null) return state;
  const { version } = state.trial;
  const confirmed = [version, ...state.confirmed.filter((known) => known !== version)].slice(
    0,
    confirmedKept,
  );
  return withEvent({ ...state, trial: null, confirmed }, { at, kind: 'confirmed', version, reason: null });
};

/** Takes up what the core asked for, once. */
export const takeUpRequest = (
  state: LauncherState,
  request: UpdateRequest | null,
  at: number,
): LauncherState => {
  if (request === null || request.kind === 'serving' || request.id === state.lastRequest) return state;
  const taken = { ...state, lastRequest: request.id };
  const { version } = request;
  if (request.kind === 'try') {
    if (state.bad.includes(version)) return taken;
    const trial = { version, starts: 0, working: request.working };
    return withEvent({ ...taken, trial }, { at, kind: 'tried', version, reason: null });
  }
  // What a version says that is not on trial any more changes nothing.
  if (state.trial?.version !== version) return taken;
  return request.unhealthy === null ? confirm(taken, at) : rollBack(taken, request.unhealthy, at);
};

/**
 * Decides what is started. `findProblem` looks whether a slot is whole: a reason why it is not, or null. The newest of
 * what has proved itself is started, unless another has to prove itself now; a slot that is damaged gives way to the
 * one before it, and in the end to what the package installed, which nobody but root can alter. A package that is newer
 * than a slot was installed by somebody who wants it.
 */
export const chooseStart = async (
  before: LauncherState,
  {
    request,
    packagedVersion,
    findProblem,
    now,
  }: {
    readonly request: UpdateRequest | null;
    readonly packagedVersion: string;
    readonly findProblem: (version: string) => Promise<string | null>;
    /** Milliseconds since the Unix epoch, for the record. */
    readonly now: number;
  },
): Promise<StartChoice> => {
  const isOld = (version: string): boolean => compareVersions(version, packagedVersion) <= 0;
  let state = takeUpRequest(before, request, now);
  state = { ...state, confirmed: state.confirmed.filter((version) => !isOld(version)) };
  if (state.trial !== null && isOld(state.trial.version)) state = { ...state, trial: null };
  if (state.trial !== null && state.trial.starts >= startsOnTrial)
    state = rollBack(state, 'ended-early', now);
  const { trial } = state;
  if (trial !== null) {
    const problem = await findProblem(trial.version);
    if (problem === null) {
      state = { ...state, trial: { ...trial, starts: trial.starts + 1 } };
      return { state, version: trial.version, onTrial: true };
    }
    state = refuseSlot(state, trial.version, problem, now);
  }
  for (const version of state.confirmed) {
    const problem = await findProblem(version);
    if (problem === null) return { state, version, onTrial: false };
    state = refuseSlot(state, version, problem, now);
  }
  return { state, version: null, onTrial: false };
};
