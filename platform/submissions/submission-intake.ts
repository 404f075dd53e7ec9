import type { PlatformClock } from '../clock.ts';
import type { SubmissionBatchReply, SubmissionResult } from '../contract/submissions.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { isConflict, isPassing } from '../store/store-trouble.ts';
import type { AcceptedLevels, FormBook } from './accepted-forms.ts';
import { type JudgedMessage, judgeMessage, type SubmittingKiosk } from './judge-message.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { type RecordedOutcome, recordSubmissions } from './record-submissions.ts';

/** What taking submissions needs of the platform. */
export interface IntakeContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly forms: FormBook;
  readonly keyRing: Pick<KeyRing, 'sealingPrivateKey'>;
}

/** Takes what kiosks hand in. */
export interface SubmissionIntake {
  /**
   * Takes the messages of a batch; everything that is answered `received` or `refused` is recorded durably. `busy` when
   * too much waits already: nothing was taken.
   * @throws the error of the store; nothing was recorded then, or everything was: the same batch may come again
   */
  submit(
    kiosk: SubmittingKiosk,
    messages: readonly unknown[],
  ): Promise<({ readonly outcome: 'answered' } & SubmissionBatchReply) | { readonly outcome: 'busy' }>;
  /** When a kiosk last handed something in, milliseconds since the Unix epoch. */
  lastSubmissionAt(): number;
}

/** Transactions at a time. Two: while one waits for the disk, the other fills; more only wait for each other. */
const lanes = 2;

/** Messages of several batches that go into one transaction, unless one batch alone brings more. */
const groupMessages = 500;

/** Characters of several batches that go into one transaction, unless one batch alone brings more: statements hold them. */
const groupCharacters = 8 * 1024 * 1024;

/** Messages that may wait, more are told to come later. Their bytes are bounded before they are read (api/body-budget.ts). */
const waitingAtMost = 20_000;

const triesAtConflict = 5;

/** What a message takes beside its sealed body. */
const otherCharacters = 500;

interface WaitingBatch {
  readonly messages: readonly JudgedMessage[];
  readonly characters: number;
  resolve(outcomes: readonly RecordedOutcome[]): void;
  reject(error: unknown): void;
}

/** Characters that messages take in statements: their sealed bodies, and a little for the rest. */
const charactersOf = (messages: readonly JudgedMessage[]): number =>
  messages.reduce(
    (sum, { submission }) =>
      sum + (submission && 'sealed' in submission ? submission.sealed.length : 0) + otherCharacters,
    0,
  );

const recordPatiently = async (
  { database, clock }: IntakeContext,
  messages: readonly JudgedMessage[],
): Promise<readonly RecordedOutcome[]> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordSubmissions(database, messages, clock.now());
    } catch (error) {
      if (!isConflict(error) || tries === triesAtConflict) {
        throw error;
      }
    }
  }
};

/**
 * Records batches together; where that fails each by itself, so that none suffers from another. With the store gone they
 * fail together: asking once for each would only make the outage harder.
 */
const recordGroup = async (context: IntakeContext, group: readonly WaitingBatch[]): Promise<void> => {
  try {
    const outcomes = await recordPatiently(
      context,
      group.flatMap(({ messages }) => messages),
    );
    let start = 0;
    for (const { messages, resolve } of group) {
      resolve(outcomes.slice(start, start + messages.length));
      start += messages.length;
    }
  } catch (error) {
    if (group.length === 1 || isPassing(error)) {
      for (const { reject } of group) {
        reject(error);
      }
      return;
    }
    for (const batch of group) {
      await recordGroup(context, [batch]);
    }
  }
};

/** Joins batches of many kiosks into few transactions: one wait for the disk serves them all. */
const createRecorder = (context: IntakeContext) => {
  const queue: WaitingBatch[] = [];
  let busyLanes = 0;

  const nextGroup = (): WaitingBatch[] => {
    const group: WaitingBatch[] = [];
    let messages = 0;
    let characters = 0;
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      messages += next.messages.length;
      characters += next.characters;
      if (group.length > 0 && (messages > groupMessages || characters > groupCharacters)) {
        break;
      }
      group.push(next);
      queue.shift();
    }
    return group;
  };

  const work = async (): Promise<void> => {
    busyLanes += 1;
    for (let group = nextGroup(); group.length > 0; group = nextGroup()) {
      await recordGroup(context, group);
    }
    busyLanes -= 1;
  };

  return {
    record: (messages: readonly JudgedMessage[]): Promise<readonly RecordedOutcome[]> =>
      new Promise((resolve, reject) => {
        queue.push({ messages, characters: charactersOf(messages), resolve, reject });
        if (busyLanes < lanes) {
          void work();
        }
      }),
  };
};

const isNamed = (message: ReadMessage): message is Exclude<ReadMessage, { form: 'nameless' }> =>
  message.form !== 'nameless';

const resultOf = (key: string, outcome: RecordedOutcome): SubmissionResult => {
  switch (outcome.outcome) {
    case 'received':
      return { key, outcome: 'received', receivedAt: outcome.receivedAt };
    case 'refused':
      return { key, outcome: 'refused', reason: outcome.reason, refusedAt: outcome.refusedAt };
    case 'materials-missing':
      return { key, outcome: 'materials-missing', missing: [...outcome.missing] };
  }
};

/** The results in the order of the messages, each under its key as the kiosk wrote it. */
const resultsOf = (
  messages: readonly ReadMessage[],
  outcomes: readonly RecordedOutcome[],
  now: number,
): SubmissionResult[] => {
  const remaining = outcomes.values();
  return messages.map((message) => {
    if (message.form === 'nameless') {
      return { key: '', outcome: 'refused', reason: 'malformed-message', refusedAt: now };
    }
    const { value: outcome } = remaining.next();
    if (outcome === undefined) {
      throw new Error('Fewer outcomes than messages');
    }
    return resultOf('submission' in message ? message.submission.key : message.key, outcome);
  });
};

/** Which of the keys that sealed messages name are the platform's, ended ones too: a message may have lain for long. */
const knownSealingKeys = async (
  keyRing: IntakeContext['keyRing'],
  messages: readonly ReadMessage[],
): Promise<ReadonlySet<string>> => {
  const named = new Set(
    messages.flatMap((message) => ('sealingKeyId' in message ? message.sealingKeyId : [])),
  );
  const known = new Set<string>();
  for (const keyId of named) {
    if ((await keyRing.sealingPrivateKey(keyId)) !== undefined) {
      known.add(keyId);
    }
  }
  return known;
};

/** The forms to judge by: looked up now where a message names one that was not there a moment ago. */
const formsFor = async (forms: FormBook, messages: readonly ReadMessage[]): Promise<AcceptedLevels> => {
  const recent = await forms.recent();
  const isKnown = (message: ReadMessage): boolean =>
    message.form !== 'application' ||
    recent.get(message.submission.item)?.has(message.submission.formVersion) === true;
  return messages.every(isKnown) ? recent : forms.current();
};

export const createSubmissionIntake = (context: IntakeContext): SubmissionIntake => {
  const recorder = createRecorder(context);
  let lastSubmissionAt = 0;
  let waiting = 0;

  const take = async (kiosk: SubmittingKiosk, messages: readonly unknown[]): Promise<SubmissionResult[]> => {
    const read = messages.map(readMessage);
    const sealingKeyIds = await knownSealingKeys(context.keyRing, read);
    const forms = await formsFor(context.forms, read);
    const rules = { forms, isSealingKey: (keyId: string) => sealingKeyIds.has(keyId) };
    const judged = read.filter(isNamed).map((message) => judgeMessage(message, kiosk, rules));
    const outcomes = judged.length === 0 ? [] : await recorder.record(judged);
    return resultsOf(read, outcomes, context.clock.now());
  };

  return {
    lastSubmissionAt: () => lastSubmissionAt,
    async submit(kiosk, messages) {
      if (waiting + messages.length > waitingAtMost) {
        return { outcome: 'busy' };
      }
      lastSubmissionAt = context.clock.now();
      waiting += messages.length;
      try {
        return { outcome: 'answered', results: await take(kiosk, messages) };
      } finally {
        waiting -= messages.length;
      }
    },
  };
};
