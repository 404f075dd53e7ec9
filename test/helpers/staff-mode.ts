import { createStaffMode, type StaffMode } from '../../electron/core/staff-mode/staff-mode.ts';
import type { StaffPages } from '../../electron/core/staff-mode/pages/staff-pages.ts';
import type {
  ActionResult,
  RecogniseOutcome,
  SignedIn,
  SignInOutcome,
} from '../../electron/core/staff-mode/staff-types.ts';
import type { CardListener, DeviceProblem } from '../../electron/core/session/visit-types.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { silentLog } from './journal.ts';
import { deferred } from './deferred.ts';

/** Who signs in where a test does not say otherwise. */
export const stationMaster: SignedIn = {
  pseudonym: 'b'.repeat(64),
  label: 'W-003',
  role: 'supervisor',
  guessablePins: ['720705'],
  credential: null,
};

const pages: StaffPages = {
  of: () => ['today', 'pin'],
  view: (page) => (page === 'pin' ? { name: 'pin' } : { name: 'opening', closing: null }),
};

const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Staff mode with services that the test answers, on a clock that the test moves: 60 s at the door, 300 s within, 30 s warning. */
export interface StaffModeWorld {
  readonly mode: StaffMode;
  readonly clock: FakeClock;
  /** What the services were asked to do, and that the mode was left, in order. */
  readonly calls: readonly string[];
  /** The listener of a reader that is looking for a card; null while nobody wants one. */
  card(): CardListener<unknown> | null;
  /** The listener of a scanner that is looking for a slip. */
  slip(): ((text: string) => void) | null;
  readonly problem: { reader: DeviceProblem | null; nobody: boolean };
  recognised(outcome?: RecogniseOutcome): Promise<void>;
  signedIn(outcome?: SignInOutcome): Promise<void>;
  performed(result: ActionResult): Promise<void>;
  /** From the card to the first page. */
  walkIn(): Promise<void>;
  stop(): void;
}

export const createStaffModeWorld = (): StaffModeWorld => {
  const clock = createFakeClock();
  const calls: string[] = [];
  let listener: CardListener<unknown> | null = null;
  let slip: ((text: string) => void) | null = null;
  let recognise = deferred<RecogniseOutcome>();
  let signIn = deferred<SignInOutcome>();
  let perform = deferred<ActionResult>();
  const problem: StaffModeWorld['problem'] = { reader: null, nobody: false };
  const mode = createStaffMode({
    clock,
    log: silentLog,
    pages,
    nobodyEnrolled: () => problem.nobody,
    readerProblem: () => problem.reader,
    takesSlip: true,
    limits: { signInMilliseconds: 60_000, panelMilliseconds: 300_000, warningMilliseconds: 30_000 },
    services: {
      lookForCard: (cardListener) => {
        listener = cardListener;
        return () => {
          listener = null;
        };
      },
      lookForSlip: (read) => {
        slip = read;
        return () => {
          slip = null;
        };
      },
      recogniseCredential: (presented) => {
        calls.push(`look at ${'text' in presented ? presented.text : 'the stick'}`);
        recognise = deferred();
        return recognise.promise;
      },
      recognise: () => {
        recognise = deferred();
        return recognise.promise;
      },
      signIn: ({ pin }) => {
        calls.push(`sign in with ${pin}`);
        signIn = deferred();
        return signIn.promise;
      },
      perform: ({ member, action }) => {
        calls.push(`${member.label} does ${action.name}`);
        perform = deferred();
        return perform.promise;
      },
      opened: (_member, page) => calls.push(`open ${page}`),
      signedOut: ({ label }, reason) => calls.push(`${label} leaves ${reason}`),
    },
  });
  const stop = mode.enter(() => calls.push('left'));

  const recognised: StaffModeWorld['recognised'] = async (
    outcome = { outcome: 'recognised', holder: stationMaster },
  ) => {
    recognise.resolve(outcome);
    await flush();
  };
  const signedIn: StaffModeWorld['signedIn'] = async (
    outcome = { outcome: 'signed-in', member: stationMaster },
  ) => {
    signIn.resolve(outcome);
    await flush();
  };
  return {
    mode,
    clock,
    calls,
    card: () => listener,
    slip: () => slip,
    problem,
    recognised,
    signedIn,
    performed: async (result) => {
      perform.resolve(result);
      await flush();
    },
    walkIn: async () => {
      listener?.read({});
      await recognised();
      mode.act({ name: 'pin', pin: '482915' });
      await signedIn();
    },
    stop,
  };
};
