/** Words of credit that limits or eases an application. */
export const credit = {
  'creditConsent.title': 'May we check your credit record?',
  'creditConsent.why.limits-promises':
    'For this you may hand some papers in later. Whether, and how much later, depends on your credit record.',
  'creditConsent.why.locks-filing':
    'This is granted on your word. Who is on the list of dishonest judgment debtors cannot apply at a kiosk.',
  'creditConsent.for': 'About whom',
  'creditConsent.item': 'To apply for',
  'creditConsent.looked': 'What is looked up',
  'creditConsent.what':
    'The list of dishonest judgment debtors, and that of exemplary persons. Nothing else.',
  'creditConsent.next':
    'For this application alone; this machine keeps no result. You can see later that it was looked up.',
  'creditConsent.agree': 'Agree and look',
  'creditConsent.asking': 'Looking at the credit record',
  'creditListed.limits-promises.title': 'All papers are needed now',
  'creditListed.limits-promises.body':
    'You are on the list of dishonest judgment debtors. You can still apply, but no paper may follow later.',
  'creditListed.locks-filing.title': 'This cannot be done here',
  'creditListed.locks-filing.body':
    'You are on the list of dishonest judgment debtors. Please take all papers to a counter of the service hall.',
  'creditListed.authority': 'Court',
  'creditListed.case': 'Case',
  'creditListed.wayOut': 'What to do',
  'creditListed.telephone': 'Telephone',
  'creditListed.goOn': 'I have all papers: go on',
  'creditListed.other': 'Do something else',
} as const;
