import * as altered from './altered-answers.ts';
import type { Breach } from './breach.ts';
import * as feed from './feed-misconducts.ts';
import * as broken from './misconducts.ts';

const closedPolicies =
  'Nothing is told of a person who is not known, whose card differs, or who came with a QR code';
export const policiesOnTrail =
  'The look for policies is on the access trail, and the look at enterprises where some are told';

/** Ways to tell wrongly which policies fit. */
export const policyBreaches: readonly Breach[] = [
  {
    what: 'publishes policies that do not fit',
    misconduct: feed.publishes({ collection: 'policies', content: { policies: [{}] } }),
    found: [
      'The published policies fit the contract one by one, and none has the code of another or of an item',
    ],
  },
  {
    what: 'gives policies that nobody published',
    misconduct: broken.inventsPolicies,
    found: ['A person is told which published policies fit, each with a reason'],
  },
  {
    what: 'tells an enterprise of policies for persons',
    misconduct: broken.mixesAudiences,
    found: [
      'A person is told policies of persons, and each enterprise that the person represents those of enterprises',
      policiesOnTrail,
    ],
  },
  {
    what: 'says which policies fit to QR codes',
    misconduct: altered.takesInsteadOf('assurance-level-too-low'),
    found: [closedPolicies],
  },
];
