import { type HttpRequestParts, verifyAnswer } from '../../contract/http-signature/index.ts';
import { answerKeyFinder } from '../answer-keys.ts';
import { type Ask, json } from '../ask.ts';
import { demand, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { withFlippedBit } from '../flipped-bit.ts';
import { rating } from '../messages.ts';
import { feedPath } from '../read-feed.ts';
import type { World } from '../world.ts';

const isSaidOfWhatWasVerified = async (world: World, request: HttpRequestParts): Promise<boolean> => {
  const reply = await world.send(request);
  demandProblem(reply, 'kiosk-revoked');
  const verified = verifyAnswer(reply, answerKeyFinder(await world.keySet()), request.headers);
  return verified.outcome === 'genuine' && verified.unverifiedRequest !== true;
};

/** Ends the suite's kiosk, so it stands behind everything that signs as it. */
export const revocationChecks: readonly Check[] = [
  {
    name: 'A revoked kiosk is told so once its signature was verified, and nothing of it is taken',
    clause: 'api.ts kiosk-revoked, http-signature/ tag',
    lacks: ({ target }) =>
      target.revoke === null ? 'needs --revoke-command, which revokes the kiosk of the suite' : undefined,
    async prove(world) {
      const { kioskId } = world.kiosk();
      await world.target.revoke?.(kioskId);
      const feed: Ask = { method: 'GET', path: feedPath('', 1) };
      const submission: Ask = {
        method: 'POST',
        path: 'v1/submissions',
        body: json({ messages: [rating(world)] }),
      };
      for (const ask of [feed, submission]) {
        demand(
          await isSaidOfWhatWasVerified(world, world.signed(ask)),
          'the kiosk cannot believe it: the answer is not signed as one to a verified request',
        );
      }
      // Whoever alters a request on its way must not make a kiosk destroy its key.
      const altered = withFlippedBit(world.signed(feed));
      const reply = await world.send(altered);
      demand(reply.status >= 400, `an altered request was answered ${reply.status}`);
      const verified = verifyAnswer(reply, answerKeyFinder(await world.keySet()), altered.headers);
      demand(
        verified.outcome !== 'genuine' || verified.unverifiedRequest === true,
        'a request with a wrong signature is answered as a verified one',
      );
    },
  },
];
