/** Words of helping another 代办. */
export const agency = {
  'choose.browse': 'Browse',
  'choose.helpAnother': 'Help another',
  'choose.theirs': 'Their certificates',
  'choose.forMyself': 'Do my own',
  'choose.withheld': '{count} more are for the person alone, or beyond the authorisation.',
  'choose.titleFor': 'What is it for {name}?',

  'agency.banner': 'Helping {name}',
  'agency.way.principal-card': 'by their card',
  'agency.way.authorisation': 'authorised',
  'agency.way.child': 'your child',

  'helpWays.title': 'Whom are you helping?',
  'helpWays.lead': 'Choose a way. What is done is theirs, and their data is used.',
  'helpWays.card': 'I have their ID card here',
  'helpWays.card.hint': 'Take your card away first, then lay theirs',
  'helpWays.register': 'My child, or a registered authorisation',
  'helpWays.register.hint': 'Asks the city platform whom you may help',
  'helpWays.register.offline': 'The line is down: this way has to wait for it',
  'helpWays.record':
    'You and the other person are both put on record, and they can see it. Do not act without their consent.',

  'identify.principal.title': 'Lay their ID card',
  'identify.principal.lead': 'Take your own card away, then lay theirs flat on the reader.',

  'principals.asking': 'Looking up whom you may help',
  'principals.asking.lead':
    'The city platform checks authorisations and the register, a few seconds as a rule.',
  'principals.title': 'Which of them are you helping?',
  'principals.lead': 'Registered at the city platform. Names are partly hidden.',
  'principals.authorisation': 'Registered authorisation',
  'principals.child': 'Your child, under 18',
  'principals.everything': 'for all that may be done for another',
  'principals.only': 'only for: {items}',
  'principals.also': 'also {services}',
  'principals.service.progress': 'progress',
  'principals.service.appointments': 'appointments',
  'principals.service.documents': 'certificates held',
  'principals.until': 'until {day}',
  'principals.not-authorised': 'The authorisation was withdrawn',
  'principals.authorisation-expired': 'Expired: they have to register a new one',
  'principals.principal-deceased': 'Has died by the register: cannot be acted for',
  'principals.principal-under-guardianship': 'Acts by a guardian: the guardian has to come',

  'preview.collects': '{agent} collects it for {name}; both are on record.',
  'preview.collects.signedBefore':
    '{agent} collects it for {name}; both are on record. The paper, signed before, names no agent.',
  'takePaper.handOver': 'Collected by {agent}: please hand it to {name}.',

  'theirs.title': 'Their certificates',
  'theirs.consent.title': 'See their certificates',
  'theirs.consent.library': 'Their certificates in the city’s library',
  'theirs.consent.ready': 'Proofs that a department has approved and that wait for them',
  'theirs.consent.trail': 'Each look is noted, and they can see that it was you. Numbers stay masked.',
  'theirs.consent.sealed': 'Not what was sent ahead: only their own ID card opens it',
  'theirs.consent.offline':
    'Your authorisation cannot be checked. Wait for the line, or let them come with their ID card.',
  'theirs.consent.offline.child':
    'The household register cannot be checked. Please wait for the line; nothing is lost.',
  'theirs.sealed': 'What was sent ahead is not here: only their own ID card opens it.',
  'theirs.loading': 'Looking for their certificates',
  'theirs.credit.next':
    'For this application alone; this machine keeps no result. They can see later that you looked.',
  'theirs.credit.limits-promises':
    'They are on the list of dishonest judgment debtors. You can still apply, but no paper may follow later.',
  'theirs.credit.locks-filing':
    'They are on the list of dishonest judgment debtors. Please take all papers to a counter of the service hall.',

  'problem.agency-not-admitted.title': 'This cannot be done for another in this way',
  'problem.agency-not-admitted.kept': 'Nothing has been sent.',
  'problem.agency-not-admitted.todo':
    'The person has to come, or choose another way of helping, or something else.',
  'problem.not-by-card-alone.title': 'Their card alone does not open what they have',
  'problem.not-by-card-alone.kept':
    'Nothing was opened. What was sent ahead to this kiosk is theirs alone to collect, too.',
  'problem.not-by-card-alone.todo':
    'Choose “Do my own”, then “Help another” and “My child, or a registered authorisation”; that needs the line. Without it wait, or let them come with their ID card.',
  'problem.agent-is-principal.title': 'This is your own ID card',
  'problem.agent-is-principal.kept': 'Nothing has been sent.',
  'problem.agent-is-principal.todo': 'Take your card away and lay theirs. For your own business, go back.',
  'problem.not-authorised.title': 'No good authorisation was found',
  'problem.not-authorised.kept': 'Nothing has been sent.',
  'problem.not-authorised.todo': 'They have to register one first. For some items their ID card is enough.',
  'problem.authorisation-expired.title': 'The authorisation has expired',
  'problem.authorisation-expired.kept': 'Nothing has been sent.',
  'problem.authorisation-expired.todo':
    'They have to register a new one. For some items their ID card is enough.',
  'problem.authorisation-out-of-scope.title': 'The authorisation does not include this',
  'problem.authorisation-out-of-scope.kept': 'Nothing has been sent.',
  'problem.authorisation-out-of-scope.todo': 'Choose something that it includes, or ask them to extend it.',
  'problem.principal-deceased.title': 'By the register this person has died',
  'problem.principal-deceased.kept': 'Nothing has been sent.',
  'problem.principal-deceased.todo': 'Matters after a death go another way: ask the staff.',
  'problem.principal-under-guardianship.title': 'This person acts by a guardian',
  'problem.principal-under-guardianship.kept': 'Nothing has been sent.',
  'problem.principal-under-guardianship.todo': 'The guardian has to come with papers: ask the staff.',
  'problem.child-by-register.title': 'Under 18, the ID card alone is not enough',
  'problem.child-by-register.kept': 'Nothing has been sent.',
  'problem.child-by-register.todo':
    'For your own child, go back and choose “My child, or a registered authorisation”. That needs the line: when it is down, please come back later.',
} as const;
