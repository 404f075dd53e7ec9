import { type HttpRequestParts, verifyAnswer } from '../../contract/http-signature/index.ts';
import { answerKeyFinder } from '../answer-keys.ts';
import { demand } from '../breach.ts';
import type { Check } from '../check.ts';
import { withFlippedBit } from '../flipped-bit.ts';
import { newKioskKey } from '../kiosk-key.ts';
import { feedPath } from '../read-feed.ts';
import type { World } from '../world.ts';

const tag = 'http-signature/ tag yizhan-platform-unverified';

const feed = { method: 'GET', path: feedPath('', 1) } as const;

/** Whether the answer says that the signature of the request had not been verified. */
const saysUnverified = async (
  world: World,
  request: HttpRequestParts,
): Promise<{ readonly status: number; readonly unverified: boolean }> => {
  const reply = await world.send(request);
  const verified = verifyAnswer(reply, answerKeyFinder(await world.keySet()), request.headers);
  demand(verified.outcome === 'genuine', `the answer ${reply.status} is not signed for this request`);
  return { status: reply.status, unverified: verified.unverifiedRequest === true };
};

/** The moment of the signature moved by whoever stands on the line. */
const withOtherMoment = (request: HttpRequestParts): HttpRequestParts => {
  const input = request.headers['signature-input'] ?? '';
  const changed = input.replace(/;created=\d+/, ';created=86400');
  return { ...request, headers: { ...request.headers, 'signature-input': changed } };
};

export const unverifiedAnswerChecks: readonly Check[] = [
  {
    name: 'What is said of a request whose signature does not hold, or is nobody’s, carries the tag of the unverified',
    clause: tag,
    async prove(world) {
      const requests = {
        'with a flipped bit': withFlippedBit(world.signed(feed)),
        'whose moment was moved': withOtherMoment(world.signed(feed)),
        'by an unknown key': world.signed(feed, { key: newKioskKey() }),
      };
      for (const [what, request] of Object.entries(requests)) {
        const { status, unverified } = await saysUnverified(world, request);
        demand(status >= 400, `a request ${what} was answered ${status}`);
        demand(unverified, `the refusal of a request ${what} is tagged as if that had been verified`);
      }
    },
  },
  {
    name: 'What is said of a verified request does not carry the tag of the unverified, refusals included',
    clause: tag,
    async prove(world) {
      const request = world.signed(feed);
      const requests = {
        'that is good': request,
        'that comes again': request,
        'that does not fit': world.signed({ method: 'GET', path: 'v1/feed?after=&limit=0' }),
      };
      for (const [what, sent] of Object.entries(requests)) {
        const { unverified } = await saysUnverified(world, sent);
        demand(!unverified, `the answer to a request ${what} is tagged as if that had not been verified`);
      }
    },
  },
];
