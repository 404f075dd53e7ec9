import * as altered from './altered-answers.ts';
import type { Breach } from './breach.ts';
import * as broken from './misconducts.ts';

/** What a platform can do wrong about agents, and which checks find it. */
export const agencyBreaches: readonly Breach[] = [
  {
    what: 'names people who are not to be helped',
    misconduct: broken.namesWhomItShouldNot,
    found: ['An agent is told whom the register lets be helped, and of others a masked name and no more'],
  },
  {
    what: 'says for whom to act to other cards',
    misconduct: altered.takesInsteadOf('person-data-differs'),
    found: [
      'Nobody is told for whom to act who is not known, whose card differs, or who came with a QR code',
    ],
  },
  {
    what: 'lets somebody act by what nobody has registered',
    misconduct: altered.takesInsteadOf('not-authorised'),
    found: ['Nobody is the agent of oneself, nor acts by an authorisation that nobody has registered'],
  },
];
