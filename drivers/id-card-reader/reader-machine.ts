import type { CardEvent, ReadFailureReason } from './card-event.ts';
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
import { decodeTextBlock } from './text-block.ts';

/**
 * The dialogue with an ID-card reader as a pure function: `transition(state, input)` gives the next state and what to do.
 *
 *     closed ─ line opened ─▶ greeting ─ answers ─▶ resting ⇄ finding ─▶ selecting ─▶ reading ─▶ resting
 *
 * The driver keeps one timer: each `send` and each `wait` replaces it.
 */

/** Pause between two finds, milliseconds; a find itself takes the reader up to 100. */
export const findPause = 20;
/** Pause between two signs of life while no card is wanted, milliseconds. */
export const heartbeatPause = 2000;
/** Pause before a reader that said it is unfit is asked again, milliseconds. */
const unfitPause = 1000;
/** How long the first byte of an answer may take, milliseconds. In the field: find and select ≤ 100, read 600–1200. */
const shortAnswer = 400;
const readAnswer = 2500;
/** Attempts of one command before the connection, or the read, is given up. */
const maximumAttempts = 2;
const maximumSelectFailures = 3;

const commandOf = {
  greeting: 'status',
  finding: 'findCard',
  selecting: 'selectCard',
  reading: 'readCard',
} as const satisfies Partial<Record<ReaderPhase, CommandName>>;

type AskingPhase = keyof typeof commandOf;
const isAsking = (phase: ReaderPhase): phase is AskingPhase => phase in commandOf;

const ask = (
  state: ReaderState,
  phase: AskingPhase,
  before: readonly ReaderAction[] = [],
  attempts = 0,
): Transition => ({
  state: { ...state, phase, attempts },
  actions: [
    ...before,
    {
      type: 'send',
      command: commandOf[phase],
      firstByteWithin: phase === 'reading' ? readAnswer : shortAnswer,
    },
  ],
});

const rest = (
  state: ReaderState,
  milliseconds: number,
  before: readonly ReaderAction[] = [],
): Transition => ({
  state: { ...state, phase: 'resting', attempts: 0 },
  actions: [...before, { type: 'wait', milliseconds }],
});

/** Goes on with what is wanted now: looking for a card, or a sign of life from time to time. */
const goOn = (state: ReaderState, before: readonly ReaderAction[] = []): Transition =>
  state.wanted
    ? rest(state, findPause, before)
    : // Nobody looks any more: a card may come and go unseen.
      rest({ ...state, presence: 'unknown' }, heartbeatPause, before);

/** Whether the visit for which the present card was found still goes on. */
const isAwaited = ({ wanted, disowned }: ReaderState): boolean => wanted && !disowned;

/** Tells the visit why the reading failed, if it still wants to know. */
const failed = (
  state: ReaderState,
  reason: ReadFailureReason,
  more: { readonly statusCode?: number; readonly field?: string } = {},
): readonly ReaderAction[] =>
  isAwaited(state) ? [{ type: 'emit', event: { type: 'readFailed', reason, ...more } }] : [];

const hexadecimal = (code: number): string => code.toString(16).toUpperCase().padStart(2, '0');

/** The fault that a status stands for, if it does not belong to a card or to the course of things. */
const faultOf = ({ status, code }: Reply): ReaderFault | null => {
  const detail = `SW3 ${hexadecimal(code)}`;
  switch (status) {
    case 'self-test-failed':
      return { code: 'reader-self-test-failed', detail };
    case 'reader-not-authorised':
      return { code: 'reader-not-authorised', detail };
    case 'unknown':
      return { code: 'reader-reported-unknown-status', detail };
    // The reader did not understand what it was sent: the line damages bytes.
    case 'bad-check-sum':
    case 'bad-length':
    case 'bad-command':
    case 'unknown-error':
      return { code: 'unintelligible-answer', detail };
    default:
      return null;
  }
};

/** A reader with one of these faults says itself that it takes no work. */
const isUnfit = (fault: ReaderFault | null): boolean =>
  fault?.code === 'reader-self-test-failed' || fault?.code === 'reader-not-authorised';

const afterGreeting = (state: ReaderState, reply: Reply): Transition => {
  const fault = faultOf(reply);
  if (isUnfit(fault)) return rest({ ...state, fault, greeted: false }, unfitPause);
  return goOn({ ...state, fault, greeted: true });
};

const afterFind = (state: ReaderState, reply: Reply): Transition => {
  if (reply.status === 'card-found') {
    const removed: readonly ReaderAction[] = state.selected
      ? [{ type: 'emit', event: { type: 'cardRemoved' } }]
      : [];
    const found: ReaderState = {
      ...state,
      fault: null,
      presence: 'present',
      selected: false,
      disowned: false,
    };
    return state.wanted ? ask(found, 'selecting', removed) : goOn(found, removed);
  }
  if (reply.status === 'no-card') {
    const removed: readonly ReaderAction[] =
      state.presence === 'present' && !state.selected
        ? [{ type: 'emit', event: { type: 'cardRemoved' } }]
        : [];
    const presence = state.selected ? 'unknown' : 'absent';
    return goOn({ ...state, fault: null, presence, selectFailures: 0 }, removed);
  }
  const fault = faultOf(reply);
  return isUnfit(fault)
    ? rest({ ...state, fault, greeted: false }, unfitPause)
    : rest({ ...state, fault }, unfitPause);
};

/** What a reply other than success says about the card, during select or read. */
const failureOf = ({ status }: Reply): ReadFailureReason => {
  switch (status) {
    case 'select-failed':
    case 'read-failed':
      return 'card-lost';
    case 'card-refused-reader':
    case 'reader-refused-card':
    case 'verification-failed':
    case 'wrong-card':
      return 'card-refused';
    default:
      return 'reader-error';
  }
};

/** Ends the present card: it was read, or it could not be. */
const afterCard = (state: ReaderState, reply: Reply, before: readonly ReaderAction[]): Transition => {
  const fault = faultOf(reply);
  const done: ReaderState = {
    ...state,
    fault,
    presence: state.selected ? 'unknown' : state.presence,
    selectFailures: 0,
  };
  return isUnfit(fault) ? rest({ ...done, greeted: false }, unfitPause, before) : goOn(done, before);
};

const afterSelect = (state: ReaderState, reply: Reply): Transition => {
  if (reply.status === 'done') {
    const selected: ReaderState = { ...state, fault: null, selected: true, selectFailures: 0 };
    return isAwaited(state)
      ? ask(selected, 'reading', [{ type: 'emit', event: { type: 'cardReading' } }])
      : goOn(selected);
  }
  // A card that was laid a little askew is often selected the next time: found again first.
  const selectFailures = state.selectFailures + 1;
  if (reply.status === 'select-failed' && selectFailures < maximumSelectFailures) {
    return goOn({ ...state, selectFailures });
  }
  return afterCard(state, reply, failed(state, failureOf(reply), { statusCode: reply.code }));
};

const afterRead = (state: ReaderState, reply: Reply): Transition => {
  if (reply.status !== 'done') {
    // The card is still selected: one more try costs little and saves laying it again.
    if (reply.status === 'read-failed' && state.attempts + 1 < maximumAttempts) {
      return ask(state, 'reading', [], state.attempts + 1);
    }
    return afterCard(state, reply, failed(state, failureOf(reply), { statusCode: reply.code }));
  }
  const data = decodeCardData(reply.data, false);
  if (!data) return afterCard(state, reply, failed(state, 'card-data-invalid', { field: 'lengths' }));
  const text = decodeTextBlock(data.text);
  if (!text.ok) {
    const field = text.reason === 'invalid-field' ? text.field : text.reason;
    return afterCard(state, reply, failed(state, 'card-data-invalid', { field }));
  }
  const event: CardEvent = {
    type: 'cardRead',
    record: text.record,
    ...(data.photo.length > 0 ? { photo: data.photo } : {}),
  };
  return afterCard(state, reply, isAwaited(state) ? [{ type: 'emit', event }] : []);
};

const afterAnswer: Record<AskingPhase, (state: ReaderState, reply: Reply) => Transition> = {
  greeting: afterGreeting,
  finding: afterFind,
  selecting: afterSelect,
  reading: afterRead,
};

const afterReply = (state: ReaderState, reply: Reply): Transition => {
  const { phase } = state;
  // Nothing was asked, or the answer is to an earlier question: it is left aside, the timer goes on.
  if (!isAsking(phase) || !answers(commandOf[phase], reply)) return { state, actions: [] };
  const damaged = reply.status === 'bad-check-sum' || reply.status === 'bad-length';
  if (damaged && state.attempts + 1 < maximumAttempts) return ask(state, phase, [], state.attempts + 1);
  return afterAnswer[phase](state, reply);
};

const afterTimeOut = (state: ReaderState, junk: boolean): Transition => {
  if (!isAsking(state.phase)) return { state, actions: [] };
  const attempts = state.attempts + 1;
  // A card gives its data once; what got lost on the line is not to be had again before it is lifted.
  if (state.phase !== 'reading' && attempts < maximumAttempts) return ask(state, state.phase, [], attempts);

  const code = junk ? 'unintelligible-answer' : 'no-answer';
  const fault: ReaderFault = { code, detail: `after ${commandOf[state.phase]}` };
  if (state.phase === 'selecting' || state.phase === 'reading') {
    const told = failed(state, code);
    // The reader may be well and only this card's data damaged: a greeting shows which.
    return ask({ ...state, presence: 'unknown', selectFailures: 0 }, 'greeting', told);
  }
  return {
    state: { ...state, phase: 'closed', greeted: false, attempts: 0, fault },
    actions: [{ type: 'reconnect' }],
  };
};

const afterRest = (state: ReaderState): Transition => {
  if (state.phase !== 'resting') return { state, actions: [] };
  return ask(state, state.greeted && state.wanted ? 'finding' : 'greeting');
};

/** The next state and what to do; see the head of this file. */
export const transition = (state: ReaderState, input: ReaderInput): Transition => {
  switch (input.type) {
    case 'lineOpened':
      return ask({ ...state, greeted: false, presence: 'unknown', selected: false }, 'greeting');
    case 'lineLost': {
      const told = state.phase === 'selecting' || state.phase === 'reading' ? failed(state, 'line-lost') : [];
      return { state: { ...initialReaderState, wanted: state.wanted }, actions: told };
    }
    case 'wanted': {
      if (input.wanted === state.wanted) return { state, actions: [] };
      const disowned = state.phase === 'selecting' || state.phase === 'reading';
      const next = { ...state, wanted: input.wanted, disowned };
      if (state.phase !== 'resting' || !state.greeted) return { state: next, actions: [] };
      return input.wanted ? ask(next, 'finding') : goOn(next);
    }
    case 'reply':
      return afterReply(state, input.reply);
    case 'timedOut':
      return afterTimeOut(state, input.junk);
    case 'rested':
      return afterRest(state);
  }
};
