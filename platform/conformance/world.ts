import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { healthSchema, type KeySet, signedKeySetSchema } from '../contract/api.ts';
import { type Catalogue, catalogueSchema } from '../contract/catalogue.ts';
import type { FeedDocument } from '../contract/feed.ts';
import { type HttpRequestParts, signRequest } from '../contract/http-signature/index.ts';
import { verifyKeySet } from '../contract/signed-key-set.ts';
import type { Ask, SigningChoices } from './ask.ts';
import { Breach, demand, demandAnswer, LineLost } from './breach.ts';
import type { KioskKey } from './kiosk-key.ts';
import { readFeed } from './read-feed.ts';
import type { Target } from './target.ts';
import { exchange, type Reply } from './wire.ts';

export interface Exchanged {
  readonly sent: HttpRequestParts;
  readonly reply: Reply;
  /** Platform time by our reckoning when the answer was there, milliseconds. */
  readonly at: number;
}

/** The kiosk that the suite enrols for itself. */
export interface EnrolledKiosk {
  readonly kioskId: string;
  readonly key: KioskKey;
}

/** What the checks share: the line to the platform, the kiosk of the suite, and what was read of the platform. */
export interface World {
  readonly target: Target;
  /** Everything that went over the line, in its order. */
  readonly exchanges: readonly Exchanged[];
  /** Platform time, milliseconds. */
  now(): number;
  /** Waits until the platform's clock has passed a time, so that another result would have another time. */
  pass(time: number): Promise<void>;
  send(request: HttpRequestParts): Promise<Reply>;
  unsigned(ask: Ask): HttpRequestParts;
  signed(ask: Ask, choices?: SigningChoices): HttpRequestParts;
  /** Signs as the suite's kiosk and sends. */
  ask(ask: Ask, choices?: SigningChoices): Promise<Reply>;
  /** Asks for what is to be refused before it is through: the answer to that is easily lost. */
  askTooMuch(ask: Ask): Promise<Reply>;
  kiosk(): EnrolledKiosk;
  become(kiosk: EnrolledKiosk): void;
  keySet(): Promise<KeySet>;
  /** Everything published to the kiosk, verified. */
  documents(): Promise<readonly FeedDocument[]>;
  catalogue(): Promise<Catalogue>;
}

/** How often the platform is asked for its time until it has moved on, and milliseconds between. */
const clockPolls = 150;
const pollPause = 20;

const triesAtLostLine = 8;

export const createWorld = (target: Target, clock: { now(): number }): World => {
  const exchanges: Exchanged[] = [];
  let offset = 0;
  let enrolled: EnrolledKiosk | undefined;
  let keySet: Promise<KeySet> | undefined;
  let documents: Promise<readonly FeedDocument[]> | undefined;

  const now = (): number => clock.now() + offset;

  const send = async (request: HttpRequestParts): Promise<Reply> => {
    const reply = await exchange(request);
    exchanges.push({ sent: request, reply, at: now() });
    return reply;
  };

  const unsigned = ({ method, path, body }: Ask): HttpRequestParts => {
    const url = new URL(path, target.url);
    return {
      method,
      url,
      headers: { host: url.host, accept: 'application/json', ...(body && { 'content-type': body.type }) },
      body: body === undefined ? null : Buffer.from(body.content),
    };
  };

  const kiosk = (): EnrolledKiosk => {
    demand(enrolled !== undefined, 'cannot be looked at: no kiosk could be enrolled');
    return enrolled;
  };

  const signed = (ask: Ask, { key = kiosk().key, skew = 0 }: SigningChoices = {}): HttpRequestParts => {
    const request = unsigned(ask);
    const moment = {
      created: Math.floor(now() / 1000) + skew,
      nonce: randomBytes(16).toString('base64url'),
    };
    return { ...request, headers: { ...request.headers, ...signRequest(request, key, moment) } };
  };

  const ask = (what: Ask, choices?: SigningChoices): Promise<Reply> => send(signed(what, choices));

  const askTooMuch = async (what: Ask): Promise<Reply> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(what);
      } catch (error) {
        // Who closes a line while the other side writes may reset it before the answer is read (RFC 9112 §9.6).
        if (!(error instanceof LineLost) || tries === triesAtLostLine) {
          throw error;
        }
      }
    }
  };

  const platformTime = async (): Promise<number> => {
    const reply = await send(unsigned({ method: 'GET', path: 'v1/health' }));
    const { time } = demandAnswer(reply, healthSchema);
    offset = time - clock.now();
    return time;
  };

  const fetchKeySet = async (): Promise<KeySet> => {
    const reply = await send(unsigned({ method: 'GET', path: 'v1/keys' }));
    const verified = await verifyKeySet(demandAnswer(reply, signedKeySetSchema).jws, target.rootKey);
    demand(verified.outcome === 'genuine', `the key set is ${verified.outcome} under the root key`);
    return verified.keySet;
  };

  return {
    target,
    exchanges,
    now,
    async pass(time) {
      for (let poll = 0; poll < clockPolls; poll += 1) {
        if ((await platformTime()) > time) {
          return;
        }
        await setTimeout(pollPause);
      }
      throw new Breach('the clock of the platform stands still');
    },
    send,
    unsigned,
    signed,
    ask,
    askTooMuch,
    kiosk,
    become(next) {
      enrolled = next;
    },
    keySet() {
      keySet ??= fetchKeySet();
      return keySet;
    },
    documents() {
      documents ??= this.keySet().then((keys) => readFeed(ask, keys));
      return documents;
    },
    async catalogue() {
      const found = (await this.documents()).findLast(
        ({ collection, removed }) => collection === 'catalogue' && !removed,
      );
      demand(found !== undefined, 'nothing is published in the collection "catalogue"');
      const parsed = catalogueSchema.safeParse(found.content);
      demand(parsed.success, 'the published catalogue does not fit the contract');
      return parsed.data;
    },
  };
};
