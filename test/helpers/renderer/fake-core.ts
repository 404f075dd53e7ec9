import {
  portMessageName,
  type ToCore,
  type ToRenderer,
  toCoreSchema,
} from '../../../electron/contract/channel.ts';
import type { IntentName } from '../../../electron/contract/intents.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';

type SentIntent = Extract<ToCore, { type: 'intent' }>;

/** The core's end of a channel, driven by a test. */
export interface FakeCore {
  /** Everything that the page has sent, parsed as the core would; what does not fit the contract throws. */
  readonly sent: readonly ToCore[];
  /** Names of the intents sent so far, in order. */
  intents(): readonly IntentName[];
  show(snapshot: ViewSnapshot): void;
  /** Sends anything, well-formed or not. */
  say(message: unknown): void;
  /** Answers the newest intent of this name. */
  answer(name: IntentName, accepted?: boolean): void;
  /** Answers the newest request for the pages of a certificate. */
  answerPreview(pdf: Uint8Array | null): void;
  /** The other end goes away, as when the core dies. */
  die(): void;
}

/** Hands `target` (a window) a port, as the preload does, and plays the core behind it. */
export const connectFakeCore = (target: Window): FakeCore => {
  const sent: ToCore[] = [];
  const port = new EventTarget();
  const closed = { yes: false };
  Object.assign(port, {
    postMessage: (message: unknown) => sent.push(toCoreSchema.parse(message)),
    start: () => undefined,
    close: () => {
      closed.yes = true;
    },
  });
  const say = (message: unknown): void => {
    if (!closed.yes) port.dispatchEvent(Object.assign(new Event('message'), { data: message }));
  };
  const reply = (message: ToRenderer): void => say(message);
  const intentsSent = (): readonly SentIntent[] => sent.filter((message) => message.type === 'intent');

  const handOver = new Event('message');
  Object.assign(handOver, { data: portMessageName, ports: [port] });
  Object.defineProperty(handOver, 'source', { value: target });
  target.dispatchEvent(handOver);

  return {
    sent,
    intents: () => intentsSent().map(({ intent }) => intent.name),
    show: (snapshot) => reply({ type: 'snapshot', snapshot }),
    say,
    answer: (name, accepted = true) => {
      const message = intentsSent().findLast(({ intent }) => intent.name === name);
      if (!message) throw new Error(`no intent ${name} was sent`);
      reply({
        type: 'intentDone',
        id: message.id,
        outcome: accepted ? { accepted } : { accepted: false, reason: 'not-now' },
      });
    },
    answerPreview: (pdf) => {
      const message = sent.filter(({ type }) => type === 'previewDocument').at(-1);
      if (!message) throw new Error('no certificate was asked for');
      reply({ type: 'previewDocumentDone', id: message.id, pdf });
    },
    die: () => {
      port.dispatchEvent(new Event('close'));
    },
  };
};
