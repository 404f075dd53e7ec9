import { answer, at, reasonOf } from './altered-answers.ts';
import type { Breach } from './breach.ts';

const asked = /\/v1\/known-answers$/;
const told =
  'What is known for a form is told from the sources that its fields name, fits them, and is on the access trail';
const closed =
  'Nothing is told for a form that asks for nothing known, nor of who is not known, whose card differs, or who came with a QR code';
const telling = (answers: readonly object[]) => answer(200, { answeredAt: Date.UTC(2026, 10, 20), answers });
const nothing = telling([]);
const earlier = { earlierFiling: 'elderly-allowance', itemName: null, filedOn: '2026-03-02' };

/** Ways to tell wrongly what is known. */
export const knownAnswersBreaches: readonly Breach[] = [
  {
    what: 'answers for forms that ask for nothing known',
    misconduct: at('POST', asked, (given) => (reasonOf(given) === 'not-found' ? nothing : given)),
    found: [closed],
  },
  {
    what: 'answers for whose card differs',
    misconduct: at('POST', asked, (given) => (reasonOf(given) === 'person-data-differs' ? nothing : given)),
    found: [closed],
  },
  {
    what: 'tells what the field does not take',
    misconduct: at('POST', asked, (given) =>
      given.status === 200 ? telling([{ field: 'phone', value: 'not a number', source: earlier }]) : given,
    ),
    found: [told],
  },
  {
    what: 'tells from a certificate that the field does not name',
    misconduct: at('POST', asked, (given) =>
      given.status === 200
        ? telling([
            {
              field: 'phone',
              value: '13900000000',
              source: { certificate: 'driving-licence', validFrom: '2020-01-01' },
            },
          ])
        : given,
    ),
    found: [told],
  },
];
