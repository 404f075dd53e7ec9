import { answer, at, reasonOf } from './altered-answers.ts';
import type { Breach } from './breach.ts';

const asked = /\/v1\/credit-checks$/;
const told =
  'How a person stands is told for an item with a rule, and that it was looked is on the access trail';
const closed =
  'Nothing is told of how a person stands where it changes nothing, nor of who is not known, whose card differs, or who came with a QR code';
const ordinary = answer(200, { standing: 'ordinary', answeredAt: Date.UTC(2026, 10, 20) });

/** Ways to tell wrongly how people stand. */
export const creditBreaches: readonly Breach[] = [
  {
    what: 'tells of people where it changes nothing',
    misconduct: at('POST', asked, (given) => (reasonOf(given) === 'not-found' ? ordinary : given)),
    found: [closed],
  },
  {
    what: 'tells of whose card differs',
    misconduct: at('POST', asked, (given) => (reasonOf(given) === 'person-data-differs' ? ordinary : given)),
    found: [closed],
  },
  {
    what: 'says of people what the contract does not know',
    misconduct: at('POST', asked, (given) =>
      given.status === 200 ? answer(200, { standing: 'suspect', answeredAt: 0 }) : given,
    ),
    found: [told],
  },
];
