import { feedPageSchema } from '../../contract/feed.ts';
import {
  contentDigest,
  type HttpRequestParts,
  signatureWindowSeconds,
  verifyAnswer,
} from '../../contract/http-signature/index.ts';
import { answerKeyFinder } from '../answer-keys.ts';
import { type Ask, json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { withFlippedBit } from '../flipped-bit.ts';
import { newKioskKey } from '../kiosk-key.ts';
import { rating } from '../messages.ts';
import { feedPath } from '../read-feed.ts';
import { signedOtherwise } from '../signed-otherwise.ts';
import type { World } from '../world.ts';

const signatures = 'http-signature/, RFC 9421';
const feed: Ask = { method: 'GET', path: feedPath('', 1) };
const submission = (world: World): Ask => ({
  method: 'POST',
  path: 'v1/submissions',
  body: json({ messages: [rating(world)] }),
});

/** Beyond the window, whatever second it is at the platform. */
const beyondWindow = signatureWindowSeconds + 30;
const withinWindow = signatureWindowSeconds - 60;

const withHeader = (request: HttpRequestParts, name: string, value: string): HttpRequestParts => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

export const requestSignatureChecks: readonly Check[] = [
  {
    name: 'A signed request is taken',
    clause: signatures,
    async prove(world) {
      demandAnswer(await world.ask(feed), feedPageSchema);
    },
  },
  {
    name: 'An unsigned request is refused',
    clause: signatures,
    async prove(world) {
      demandProblem(await world.send(world.unsigned(feed)), 'signature-missing');
      demandProblem(await world.send(world.unsigned(submission(world))), 'signature-missing');
    },
  },
  {
    name: 'A request whose signature has a flipped bit is refused',
    clause: signatures,
    async prove(world) {
      demandProblem(await world.send(withFlippedBit(world.signed(feed))), 'signature-invalid');
    },
  },
  {
    name: 'A request signed by another key under the kiosk’s key id is refused',
    clause: signatures,
    async prove(world) {
      const key = { ...newKioskKey(), keyId: world.kiosk().key.keyId };
      demandProblem(await world.ask(feed, { key }), 'signature-invalid');
    },
  },
  {
    name: 'A request by a key that nobody enrolled is refused',
    clause: signatures,
    async prove(world) {
      demandProblem(await world.ask(feed, { key: newKioskKey() }), 'unknown-kiosk');
    },
  },
  {
    name: 'A signed request that comes again is refused',
    clause: `${signatures} §7.2.2`,
    async prove(world) {
      for (const ask of [feed, submission(world)]) {
        const request = world.signed(ask);
        const first = await world.send(request);
        demand(first.status === 200, `the first was answered ${first.status}`);
        demandProblem(await world.send(request), 'request-replayed');
      }
    },
  },
  {
    name: 'A request signed too long ago is refused, and the answer tells the platform’s time',
    clause: `http-signature/ window of ${signatureWindowSeconds} s`,
    async prove(world) {
      const request = world.signed(feed, { skew: -beyondWindow });
      const reply = await world.send(request);
      demandProblem(reply, 'clock-skew');
      const verified = verifyAnswer(reply, answerKeyFinder(await world.keySet()), request.headers);
      demand(verified.outcome === 'genuine', 'the answer that tells the time is not signed');
      const difference = Math.abs(verified.created - world.now() / 1000);
      demand(difference < 30, `the answer’s time is ${Math.round(difference)} s from that of /v1/health`);
    },
  },
  {
    name: 'A request signed in the future is refused',
    clause: `http-signature/ window of ${signatureWindowSeconds} s`,
    async prove(world) {
      demandProblem(await world.ask(feed, { skew: beyondWindow }), 'clock-skew');
    },
  },
  {
    name: 'A request signed within the window is taken, early or late',
    clause: `http-signature/ window of ${signatureWindowSeconds} s`,
    async prove(world) {
      demandAnswer(await world.ask(feed, { skew: -withinWindow }), feedPageSchema);
      demandAnswer(await world.ask(feed, { skew: withinWindow }), feedPageSchema);
    },
  },
  {
    name: 'A request with an altered body is refused',
    clause: `${signatures}, RFC 9530`,
    async prove(world) {
      const request = world.signed(submission(world));
      const body = Buffer.from(JSON.stringify({ messages: [rating(world)] }));
      demandProblem(await world.send({ ...request, body }), 'signature-invalid');
      // Whoever alters a body can compute its digest, too.
      const matching = withHeader({ ...request, body }, 'content-digest', contentDigest(body));
      demandProblem(await world.send(matching), 'signature-invalid');
    },
  },
  {
    name: 'A request with an altered query is refused',
    clause: signatures,
    async prove(world) {
      const request = world.signed(feed);
      for (const query of ['?after=&limit=2', '']) {
        const url = new URL(request.url);
        url.search = query;
        demandProblem(await world.send({ ...request, url }), 'signature-invalid');
      }
    },
  },
  {
    name: 'A signed request moved to another address is refused',
    clause: signatures,
    async prove(world) {
      const request = world.signed({ ...submission(world), path: 'v1/kiosks/self/health' });
      const url = new URL('v1/submissions', world.target.url);
      demandProblem(await world.send({ ...request, url }), 'signature-invalid');
    },
  },
  {
    name: 'A signed request with another content type is refused',
    clause: signatures,
    async prove(world) {
      const request = withHeader(
        world.signed(submission(world)),
        'content-type',
        'application/json;charset=utf-8',
      );
      demandProblem(await world.send(request), 'signature-invalid');
    },
  },
  {
    name: 'A signature that does not cover the query is refused',
    clause: 'http-signature/ covered components',
    async prove(world) {
      const request = signedOtherwise(world, feed, {
        components: ['@method', '@authority', '@path'],
        tag: 'yizhan-kiosk',
      });
      demandProblem(await world.send(request), 'signature-invalid');
    },
  },
  {
    name: 'A signature made for something else is refused',
    clause: 'http-signature/ tag',
    async prove(world) {
      const request = signedOtherwise(world, feed, {
        components: ['@method', '@authority', '@path', '@query'],
        tag: 'another-application',
      });
      demandProblem(await world.send(request), 'signature-invalid');
    },
  },
];
