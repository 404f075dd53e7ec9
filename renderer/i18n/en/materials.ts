/** Words of prefilled answers, materials, the page that is held to the camera, and the promise. */
export const materials = {
  'source.id-card': 'From the ID card',
  'source.identity-code': 'From the identity code',
  'source.resident': 'Your answer',

  'prefilled.from.id-card': 'The ID card says',
  'prefilled.from.identity-code': 'The identity code says',
  'prefilled.use': 'Use this',
  'prefilled.change': 'Show it all and change it',
  'prefilled.hint': 'If that is not the place, please change it.',

  'materials.title': 'Papers to hand in',
  'materials.lead': 'Touch one to choose how. What you have handed in is not asked for again.',
  'materials.required': 'Needed',
  'materials.optional': 'If you have it',
  'materials.missing': 'Not yet',
  'materials.incomplete': 'You can go on when each paper that is needed has its way.',
  'materials.ready': 'Everything that is needed is there.',
  'materials.done': 'Next: check',
  'material.state.certificate': 'Electronic certificate',
  'material.state.capture': 'Photographed',
  'material.state.pages': 'Photographed, {pages|page|pages}',
  'material.state.later': 'To follow',
  'material.state.dueOn': 'To follow by {date}',

  'material.title': 'How do you hand in: {material}?',
  'material.certificate': 'Use my electronic certificate',
  'material.certificate.what':
    'The department takes your {certificate} from the certificate library. You need no original.',
  'material.capture': 'Photograph it now',
  'material.capture.what': 'Hold the page to the camera until it can be read.',
  'material.capture.pages': 'Hold it to the camera page by page, at most {pages} of them.',
  'material.capture.impossible': 'The camera cannot be used now. Choose another way or ask the staff.',
  'material.later': 'Apply now, bring it later',
  'material.later.what':
    'You can apply without it if you promise to bring it within {days|working day|working days}.',
  'material.drop': 'Take it back and choose again',

  'certificateKind.id-card': 'ID card',
  'certificateKind.household-booklet': 'household booklet',
  'certificateKind.social-security-card': 'social security card',
  'certificateKind.driving-licence': 'driving licence',
  'certificateKind.property-title': 'property title',
  'certificateKind.marriage-certificate': 'marriage certificate',
  'certificateKind.divorce-certificate': 'divorce certificate',
  'certificateKind.senior-citizen-card': 'senior citizen card',
  'certificateKind.diploma': 'diploma',
  'certificateKind.medical-insurance-card': 'health insurance card',
  'certificateKind.business-licence': 'business licence',

  'capture.live.title': 'Hold up: {material}',
  'capture.live.lead': 'Flat, the whole page in the frame. When you can read it, touch “Take the picture”.',
  'capture.taken.title': 'Can you read it?',
  'capture.taken.lead': 'If so, use it. If not, take it again.',
  'capture.picture.live': 'What the camera sees',
  'capture.picture.taken': 'The page that was taken',
  'capture.take': 'Take the picture',
  'capture.use': 'Use this one',
  'capture.again': 'Take again',
  'capture.use.pages': 'Done, use {pages|page|pages}',
  'capture.addPage': 'Add the next page',
  'capture.dropPage': 'Remove it',
  'capture.lookAtLast': 'Page before',
  'capture.page': 'Page {page} of {atMost} at most',
  'capture.privacy':
    'The picture stays in this machine’s memory, is encrypted when you hand in, and then wiped.',
  'capture.fault.title': 'The camera cannot be used now',
  'capture.fault.not-found':
    'No camera was found. Your answers are kept. Go back and choose another way, or ask the staff.',
  'capture.fault.refused':
    'The camera did not open. Your answers are kept. Try again, or go back and choose another way.',
  'capture.fault.busy':
    'The camera is busy. Your answers are kept. Try again, or go back and choose another way.',
  'capture.fault.unplugged':
    'The camera went away. Your answers are kept. Go back and choose another way, or ask the staff.',
  'capture.fault.no-picture':
    'The camera shows nothing. Your answers are kept. Try again, or go back and choose another way.',

  'promise.title': 'Promise to hand in later',
  'promise.lead': 'Please read it before you agree.',
  'promise.text':
    'I, {name} ({number}), apply for “{item}” without: {material}. I promise to hand it in to {department} by {date} (within {days|working day|working days}), true and complete.',
  'promise.consequence':
    'If it is not handed in by then, the department may stop this application and record it as the rules say.',
  'promise.agree': 'I agree and promise',
  'promise.decline': 'No promise: another way',

  'review.materials': 'Papers',
  'review.changeMaterials': 'Change papers',
  'review.notHandedIn': 'None',
  'receipt.promised': 'Still to hand in: ',
  'receipt.promisedOne': '{material}, by {date}',
} as const;
