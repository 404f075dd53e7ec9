import { answer, at, reasonOf } from './altered-answers.ts';
import type { Breach } from './breach.ts';
import { receivesInsteadOf, receivesTwice } from './submission-misconducts.ts';

const query = /\/applications\/query$/;
const nothingFiled = () => answer(200, { answeredAt: Date.now(), applications: [] });

/** Ways to tell wrongly what became of what was filed, and to take what does not belong to it. */
export const progressBreaches: readonly Breach[] = [
  {
    what: 'forgets what was filed a moment ago',
    misconduct: at('POST', query, (given) => (given.status === 200 ? nothingFiled() : given)),
    found: ['A resident is told of what this kiosk filed, as soon as it was received'],
  },
  {
    what: 'tells what was filed to other cards',
    misconduct: at('POST', query, (given) =>
      reasonOf(given) === 'person-data-differs' ? nothingFiled() : given,
    ),
    found: ['Nothing that was filed is told of a person who is not known, or whose card differs'],
  },
  {
    what: 'has a light for numbers that it never gave out',
    misconduct: at('GET', /\/light$/, (given, request) =>
      reasonOf(given) === 'not-found'
        ? answer(200, {
            receiptNumber: request.path.split('/').at(-2),
            state: 'received',
            since: 0,
            deadline: null,
          })
        : given,
    ),
    found: [
      'Whoever holds a receipt is told how it stands; a number that was never given out stands nowhere',
    ],
  },
  {
    what: 'takes answers to what nobody asked',
    misconduct: receivesInsteadOf('correction-not-asked'),
    found: ['An answer to what nobody asked is refused, and so is one about no application'],
  },
  {
    what: 'takes what was promised for an application that nobody filed',
    misconduct: receivesInsteadOf('unknown-subject'),
    found: [
      'What was promised is taken once its chunks are there, and not for an application that nobody filed',
    ],
  },
  {
    what: 'receives a suggestion each time again',
    misconduct: receivesTwice(),
    found: ['A suggestion is taken once, however often it comes'],
  },
];
