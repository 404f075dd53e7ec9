import { type ProblemReason, problemSchema } from '../../contract/api.ts';
import { signatureWindowSeconds, verifyAnswer } from '../../contract/http-signature/index.ts';
import { problems } from '../../contract/openapi/problems.ts';
import { answerKeyFinder } from '../answer-keys.ts';
import { demand } from '../breach.ts';
import type { Check } from '../check.ts';
import type { Exchanged } from '../world.ts';

const named = ({ sent, reply }: Exchanged): string => `${sent.method} ${sent.url.pathname} → ${reply.status}`;

const summary = (breaches: readonly string[], all: number): string =>
  `${breaches.length} of ${all} answers: ${[...new Set(breaches)].slice(0, 3).join('; ')}`;

/** What a server that cannot read a request may answer with `malformed-request` (RFC 9110 §15.5, RFC 6585 §5). */
const unreadable: ReadonlySet<number> = new Set([408, 411, 414, 415, 431]);

const isStatusOf = (reason: ProblemReason, status: number): boolean =>
  status === problems[reason].status || (reason === 'malformed-request' && unreadable.has(status));

const problemBreach = ({ reply }: Exchanged): string | undefined => {
  const type = reply.headers['content-type'] ?? '';
  if (!/^application\/problem\+json\s*(;|$)/.test(type)) {
    return `has the type "${type}"`;
  }
  try {
    const problem = problemSchema.parse(JSON.parse(Buffer.from(reply.body).toString('utf8')));
    return problem.status === reply.status && isStatusOf(problem.reason, problem.status)
      ? undefined
      : `gives ${problem.reason} the status ${problem.status}`;
  } catch {
    return 'is no problem document of the contract';
  }
};

/** Looks at every answer that came in the course of the other checks, so it stands at their end. */
export const answerChecks: readonly Check[] = [
  {
    name: 'Every answer, refusals too, is signed by a published answer key and bound to its request',
    clause: 'http-signature/, RFC 9421 §2.4',
    async prove(world) {
      const findKey = answerKeyFinder(await world.keySet());
      const breaches = world.exchanges.flatMap((exchanged) => {
        const verified = verifyAnswer(exchanged.reply, findKey, exchanged.sent.headers);
        return verified.outcome === 'genuine' ? [] : [`${named(exchanged)} ${verified.reason}`];
      });
      demand(breaches.length === 0, summary(breaches, world.exchanges.length));
    },
  },
  {
    name: 'Every signed answer says when it was given',
    clause: 'http-signature/ created',
    async prove(world) {
      const findKey = answerKeyFinder(await world.keySet());
      const breaches = world.exchanges.flatMap((exchanged) => {
        const verified = verifyAnswer(exchanged.reply, findKey, exchanged.sent.headers);
        return verified.outcome === 'genuine' &&
          Math.abs(verified.created - exchanged.at / 1000) > signatureWindowSeconds
          ? [`${named(exchanged)} is dated ${verified.created}`]
          : [];
      });
      demand(breaches.length === 0, summary(breaches, world.exchanges.length));
    },
  },
  {
    name: 'Every refusal is a problem document under the status of its reason',
    clause: 'api.ts problem reasons, RFC 9457',
    async prove(world) {
      const refusals = world.exchanges.filter(({ reply }) => reply.status >= 400);
      demand(refusals.length > 0, 'cannot be looked at: nothing was refused');
      const breaches = refusals.flatMap((refusal) => {
        const breach = problemBreach(refusal);
        return breach === undefined ? [] : [`${named(refusal)} ${breach}`];
      });
      demand(breaches.length === 0, summary(breaches, refusals.length));
    },
  },
];
