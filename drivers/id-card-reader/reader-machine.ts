import { decodeAppendedAddress } from './appended-address.ts';
import type { CardRead, ReadFailureReason } from './card-event.ts';
import { answers, type CommandName, decodeCardData, type Reply } from './commands.ts';
import {
  initialReaderState,
  type ReaderAction,
  type ReaderFault,
  type ReaderInput,
  type ReaderPhase,
  type ReaderState,
  type Transition,
} from './reader-state.ts';
import { failureOf, faultOf, isUnfit } from './reply-faults.ts';
import { decodeTextBlock } from './text-block.ts';

/**
 * The dialogue with an ID-card reader as a pure function: `transition(state, input)` gives the next state and what to do.
 *
 *     closed ─ line opened ─▶ greeting ─ answers ─▶ resting ⇄ finding ─▶ selecting ─▶ reading ─▶ resting
 *
 * Reading is one command, text and photo with or without fingerprints, and where it is wanted a second one for the appended
 * address. What was asked for comes whole, or the reading has failed.
 *
 * A card that was read answers no find, so whether it still lies there is asked by the command for the appended address: a card
 * gives it, or says that it has none; nothing there fails. What it gives is left aside unread. A reader that does not take the
 * command after a reading has nothing to tell. A card that could not be selected is looked for by find.
 *
 * The driver keeps one timer: each `send` and each `wait` replaces it.
 */

/** Pause between two finds, milliseconds; a find itself takes the reader up to 100. */
export const findPause = 10;
/** Pause between two signs of life while no card is wanted, milliseconds. */
export const heartbeatPause = 2000;
/** Pause between two looks at a card that should be taken, milliseconds. */
export const watchPause = 500;
/** Pause before a reader that said it is unfit is asked again, milliseconds. */
const unfitPause = 1000;
/** Attempts of one command before the connection, or the read, is given up. */
const maximumAttempts = 2;
const maximumSelectFailures = 3;

const phaseOf = {
  status: 'greeting',
  findCard: 'finding',
  selectCard: 'selecting',
  readCard: 'reading',
  readCardWithFingerprint: 'reading',
  readAppendedAddress: 'reading',
} as const satisfies Partial<Record<CommandName, ReaderPhase>>;

type Question = keyof typeof phaseOf;
type AskingPhase = Exclude<ReaderPhase, 'closed' | 'resting'>;
const isAsking = (phase: ReaderPhase): phase is AskingPhase => phase !== 'closed' && phase !== 'resting';

const ask = (state: ReaderState, asked: Question, before: readonly ReaderAction[] = []): Transition => ({
  state: { ...state, phase: phaseOf[asked], asked, attempts: 0 },
  actions: [...before, { type: 'send', command: asked }],
});

/** Asks the card that was read whether it still lies there. */
const askWhetherItLies = (state: ReaderState): Transition => ({
  state: { ...state, phase: 'watching', asked: 'readAppendedAddress', attempts: 0 },
  actions: [{ type: 'send', command: 'readAppendedAddress' }],
});

/** Asks the last question once more. */
const askAgain = (state: ReaderState): Transition => ({
  state: { ...state, attempts: state.attempts + 1 },
  actions: [{ type: 'send', command: state.asked }],
});

/** Whether a card is being dealt with. */
const isWithCard = ({ phase }: ReaderState): boolean => phase === 'selecting' || phase === 'reading';

const rest = (
  state: ReaderState,
  milliseconds: number,
  before: readonly ReaderAction[] = [],
): Transition => ({
  state: { ...state, phase: 'resting', attempts: 0 },
  actions: [...before, { type: 'wait', milliseconds }],
});

/** Goes on with what is wanted now: looking for a card, watching one, or a sign of life from time to time. */
const goOn = (state: ReaderState, before: readonly ReaderAction[] = []): Transition => {
  if (state.wanted) return rest(state, findPause, before);
  if (state.watched) return rest(state, state.presence === 'present' ? watchPause : findPause, before);
  // Nobody looks any more: a card may come and go unseen.
  return rest({ ...state, presence: 'unknown' }, heartbeatPause, before);
};

/** The watched card lies there. */
const stillLies = (state: ReaderState): Transition =>
  goOn(
    { ...state, fault: null, presence: 'present' },
    state.presence === 'present' ? [] : [{ type: 'emit', event: { type: 'cardLeft' } }],
  );

/** The card that was watched, or waited for to go, has gone. */
const hasGone = (state: ReaderState): Transition =>
  goOn(
    {
      ...state,
      fault: null,
      presence: 'absent',
      selected: false,
      unread: false,
      watched: false,
      leftover: false,
    },
    [{ type: 'emit', event: { type: 'cardRemoved' } }],
  );

/** Whether the visit for which the present card was found still goes on. */
const isAwaited = ({ wanted, disowned }: ReaderState): boolean => wanted && !disowned;

/** Tells the visit why the reading failed, if it still wants to know. */
const failed = (
  state: ReaderState,
  reason: ReadFailureReason,
  more: { readonly statusCode?: number; readonly field?: string } = {},
): readonly ReaderAction[] =>
  isAwaited(state) ? [{ type: 'emit', event: { type: 'readFailed', reason, ...more } }] : [];

const afterGreeting = (state: ReaderState, reply: Reply): Transition => {
  const fault = faultOf(reply);
  if (isUnfit(fault)) return rest({ ...state, fault, greeted: false }, unfitPause);
  return goOn({ ...state, fault, greeted: true });
};

const afterFind = (state: ReaderState, reply: Reply): Transition => {
  // One that was selected answers no find, whether it lies there or not.
  if (state.watched && !state.selected && reply.status === 'card-found') {
    return stillLies({ ...state, leftover: true });
  }
  if ((state.watched || state.leftover) && !state.selected && reply.status === 'no-card') {
    return hasGone(state);
  }
  if (reply.status === 'card-found') {
    if (state.leftover) return goOn({ ...state, fault: null, presence: 'present' });
    const removed: readonly ReaderAction[] = state.selected
      ? [{ type: 'emit', event: { type: 'cardRemoved' } }]
      : [];
    const found: ReaderState = {
      ...state,
      fault: null,
      presence: 'present',
      selected: false,
      unread: false,
      disowned: false,
    };
    return state.wanted ? ask(found, 'selectCard', removed) : goOn(found, removed);
  }
  if (reply.status === 'no-card') {
    const removed: readonly ReaderAction[] =
      state.presence === 'present' && !state.selected
        ? [{ type: 'emit', event: { type: 'cardRemoved' } }]
        : [];
    const presence = state.selected ? 'unknown' : 'absent';
    return goOn({ ...state, fault: null, presence, unread: false, selectFailures: 0 }, removed);
  }
  const fault = faultOf(reply);
  return isUnfit(fault)
    ? rest({ ...state, fault, greeted: false }, unfitPause)
    : rest({ ...state, fault }, unfitPause);
};

/** Ends the present card: it was read, or it could not be. */
const afterCard = (state: ReaderState, reply: Reply, before: readonly ReaderAction[]): Transition => {
  const fault = faultOf(reply);
  const done: ReaderState = {
    ...state,
    fault,
    presence: state.selected ? 'unknown' : state.presence,
    unread: !state.selected,
    selectOpen: false,
    selectFailures: 0,
    gathered: null,
  };
  return isUnfit(fault) ? rest({ ...done, greeted: false }, unfitPause, before) : goOn(done, before);
};

const afterSelect = (state: ReaderState, reply: Reply): Transition => {
  if (reply.status === 'done') {
    const selected: ReaderState = {
      ...state,
      fault: null,
      selected: true,
      selectOpen: state.attempts > 0,
      selectFailures: 0,
    };
    if (!isAwaited(state)) return goOn(selected);
    const read = state.reads.fingerprints ? 'readCardWithFingerprint' : 'readCard';
    return ask(selected, read, [{ type: 'emit', event: { type: 'cardReading' } }]);
  }
  // A card that was laid a little askew is often selected the next time: found again first.
  const selectFailures = state.selectFailures + 1;
  if (reply.status === 'select-failed' && selectFailures < maximumSelectFailures) {
    return goOn({ ...state, selectFailures });
  }
  return afterCard(state, reply, failed(state, failureOf(reply), { statusCode: reply.code }));
};

const unread = (state: ReaderState, reply: Reply): Transition =>
  // The card is still selected: one more try costs little and saves laying it again.
  reply.status === 'read-failed' && state.attempts + 1 < maximumAttempts
    ? askAgain(state)
    : afterCard(state, reply, failed(state, failureOf(reply), { statusCode: reply.code }));

const afterAppendedAddress = (state: ReaderState, reply: Reply): Transition => {
  const { gathered } = state;
  const none = reply.status === 'no-such-item';
  if (!none && reply.status !== 'done') return unread(state, reply);
  const decoded = none ? ({ ok: true, address: null } as const) : decodeAppendedAddress(reply.data);
  if (!decoded.ok) {
    return afterCard(state, reply, failed(state, 'card-data-invalid', { field: 'appendedAddress' }));
  }
  return afterCard(
    state,
    reply,
    gathered && isAwaited(state)
      ? [{ type: 'emit', event: { ...gathered, appendedAddress: decoded.address } }]
      : [],
  );
};

const afterRead = (state: ReaderState, reply: Reply): Transition => {
  if (state.asked === 'readAppendedAddress') return afterAppendedAddress(state, reply);
  if (reply.status !== 'done') return unread(state, reply);
  const data = decodeCardData(reply.data, state.asked === 'readCardWithFingerprint');
  if (!data) return afterCard(state, reply, failed(state, 'card-data-invalid', { field: 'lengths' }));
  const text = decodeTextBlock(data.text);
  if (!text.ok) {
    const field = text.reason === 'invalid-field' ? text.field : text.reason;
    return afterCard(state, reply, failed(state, 'card-data-invalid', { field }));
  }
  const event: CardRead = {
    type: 'cardRead',
    record: text.record,
    ...(data.photo.length > 0 ? { photo: data.photo } : {}),
    ...(data.fingerprints.length > 0 ? { fingerprints: data.fingerprints } : {}),
  };
  if (state.reads.appendedAddress && isAwaited(state)) {
    return ask({ ...state, gathered: event }, 'readAppendedAddress');
  }
  return afterCard(state, reply, isAwaited(state) ? [{ type: 'emit', event }] : []);
};

const afterWatch = (state: ReaderState, reply: Reply): Transition => {
  switch (reply.status) {
    case 'done':
    case 'no-such-item':
      return stillLies(state);
    case 'read-failed':
    case 'select-failed':
      // Once may be a card that lies badly.
      return state.attempts + 1 < maximumAttempts ? askAgain(state) : hasGone(state);
    default: {
      const fault = faultOf(reply);
      if (isUnfit(fault)) return rest({ ...state, fault, greeted: false }, unfitPause);
      // This reader does not say.
      return goOn({ ...state, watched: false });
    }
  }
};

const afterAnswer: Record<AskingPhase, (state: ReaderState, reply: Reply) => Transition> = {
  greeting: afterGreeting,
  finding: afterFind,
  selecting: afterSelect,
  reading: afterRead,
  watching: afterWatch,
};

const afterReply = (state: ReaderState, reply: Reply): Transition => {
  const { phase } = state;
  // Nothing was asked, or the answer is to an earlier question: it is left aside, the timer goes on.
  if (!isAsking(phase) || !answers(state.asked, reply)) return { state, actions: [] };
  // A slow line: the card that the first select took is not there for the second, and lies as well as before.
  if (phase === 'reading' && state.selectOpen && reply.status === 'select-failed') {
    return { state: { ...state, selectOpen: false }, actions: [] };
  }
  const damaged = reply.status === 'bad-check-sum' || reply.status === 'bad-length';
  if (damaged && state.attempts + 1 < maximumAttempts) return askAgain(state);
  return afterAnswer[phase](state, reply);
};

const afterTimeOut = (state: ReaderState, junk: boolean): Transition => {
  if (!isAsking(state.phase)) return { state, actions: [] };
  // A card gives its data once; what got lost on the line is not to be had again before it is lifted.
  if (state.phase !== 'reading' && state.attempts + 1 < maximumAttempts) return askAgain(state);

  const code = junk ? 'unintelligible-answer' : 'no-answer';
  const fault: ReaderFault = { code, detail: `after ${state.asked}` };
  if (isWithCard(state)) {
    const told = failed(state, code);
    // The reader may be well and only this card's data damaged: a greeting shows which.
    return ask({ ...state, presence: 'unknown', selectFailures: 0, gathered: null }, 'status', told);
  }
  return {
    state: { ...state, phase: 'closed', greeted: false, attempts: 0, fault },
    actions: [{ type: 'reconnect' }],
  };
};

const afterRest = (state: ReaderState): Transition => {
  if (state.phase !== 'resting') return { state, actions: [] };
  if (state.greeted && state.watched && state.selected) return askWhetherItLies(state);
  return ask(state, state.greeted && (state.wanted || state.watched) ? 'findCard' : 'status');
};

/** The next state and what to do; see the head of this file. */
export const transition = (state: ReaderState, input: ReaderInput): Transition => {
  switch (input.type) {
    case 'lineOpened':
      return ask({ ...state, greeted: false, presence: 'unknown', selected: false }, 'status');
    case 'lineLost': {
      const told = isWithCard(state) ? failed(state, 'line-lost') : [];
      // A reader that had no power finds the card anew that was left on it.
      const { wanted, reads, watched, leftover } = state;
      return { state: { ...initialReaderState, wanted, reads, watched, leftover }, actions: told };
    }
    case 'wanted': {
      const reads = input.wanted ? (input.reads ?? {}) : {};
      if (input.wanted === state.wanted) return { state: { ...state, reads }, actions: [] };
      const next: ReaderState = {
        ...state,
        wanted: input.wanted,
        reads,
        watched: false,
        disowned: isWithCard(state),
        gathered: null,
      };
      if (state.phase !== 'resting' || !state.greeted) return { state: next, actions: [] };
      return input.wanted ? ask(next, 'findCard') : goOn(next);
    }
    case 'watch': {
      if (state.wanted || !(state.selected || state.unread || state.leftover || state.watched)) {
        return { state, actions: [] };
      }
      const watched: ReaderState = { ...state, watched: true, presence: 'unknown' };
      return state.phase === 'resting' ? afterRest(watched) : { state: watched, actions: [] };
    }
    case 'reply':
      return afterReply(state, input.reply);
    case 'timedOut':
      return afterTimeOut(state, input.junk);
    case 'rested':
      return afterRest(state);
  }
};
