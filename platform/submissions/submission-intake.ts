import type { PlatformClock } from '../clock.ts';
import type { SubmissionBatchReply, SubmissionResult } from '../contract/submissions.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { AcceptedForms } from './accepted-forms.ts';
import { type JudgedMessage, judgeMessage, type SubmittingKiosk } from './judge-message.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { type RecordedOutcome, recordSubmissions } from './record-submissions.ts';

/** What taking submissions needs of the platform. */
export interface IntakeContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly forms: AcceptedForms;
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

/** Messages that may wait, some 60 MB of ordinary ones; more are told to come later. */
const waitingAtMost = 20_000;

/** PostgreSQL gave up a transaction for another's sake: serialization_failure, deadlock_detected. */
const conflictCodes: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const triesAtConflict = 5;

interface WaitingBatch {
  readonly messages: readonly JudgedMessage[];
  resolve(outcomes: readonly RecordedOutcome[]): void;
  reject(error: unknown): void;
}

const isConflict = (error: unknown): boolean => conflictCodes.has((error as { code?: unknown } | null)?.code);

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

/** Records batches together; where that fails each by itself, so that none suffers from another. */
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
    const [only, ...others] = group;
    if (others.length === 0) {
      only?.reject(error);
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
    for (
      let next = queue[0];
      next !== undefined && (group.length === 0 || messages + next.messages.length <= groupMessages);
      next = queue[0]
    ) {
      group.push(next);
      messages += next.messages.length;
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
        queue.push({ messages, resolve, reject });
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

/** Which of the keys that applications name are the platform's, ended ones too: an application may have lain for long. */
const knownSealingKeys = async (
  keyRing: IntakeContext['keyRing'],
  messages: readonly ReadMessage[],
): Promise<ReadonlySet<string>> => {
  const named = new Set(
    messages.flatMap((message) => (message.form === 'application' ? message.sealingKeyId : [])),
  );
  const known = new Set<string>();
  for (const keyId of named) {
    if ((await keyRing.sealingPrivateKey(keyId)) !== undefined) {
      known.add(keyId);
    }
  }
  return known;
};

export const createSubmissionIntake = (context: IntakeContext): SubmissionIntake => {
  const recorder = createRecorder(context);
  let lastSubmissionAt = 0;
  let waiting = 0;

  const take = async (kiosk: SubmittingKiosk, messages: readonly unknown[]): Promise<SubmissionResult[]> => {
    const read = messages.map(readMessage);
    const sealingKeyIds = await knownSealingKeys(context.keyRing, read);
    const rules = { forms: context.forms, isSealingKey: (keyId: string) => sealingKeyIds.has(keyId) };
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
