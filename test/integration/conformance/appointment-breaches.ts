import { answer, at, reasonOf, textOf } from './altered-answers.ts';
import type { Breach } from './breach.ts';

const slots = /\/appointment-slots\/query$/;
const booking = /\/v1\/appointments$/;

/** Ways to keep the book of appointments wrongly. */
export const appointmentBreaches: readonly Breach[] = [
  {
    what: 'has half hours for items that are not there',
    misconduct: at('POST', slots, (given) =>
      reasonOf(given) === 'not-found' ? answer(200, { answeredAt: Date.now(), days: [] }) : given,
    ),
    found: ['Half hours that may be booked lie ahead, in their order; an item that is not there has none'],
  },
  {
    what: 'gives another number when the same booking comes again',
    misconduct: (() => {
      let times = 0;
      return at('POST', booking, (given) => {
        if (given.status !== 200) return given;
        times += 1;
        const text = textOf(given);
        return times === 2 ? answer(200, JSON.parse(text.replace(/-[0-9A-Z]{10}"/, '-0000000000"'))) : given;
      });
    })(),
    found: [
      'A half hour is booked once however often it is asked, is among one’s own, and can be given back',
    ],
  },
  {
    what: 'books for other cards',
    misconduct: at('POST', booking, (given) =>
      reasonOf(given) === 'person-data-differs' ? answer(200, { outcome: 'taken' }) : given,
    ),
    found: [
      'Nothing is booked for who is not known, whose card differs, or who came with a QR code; nor out of hours',
    ],
  },
];
