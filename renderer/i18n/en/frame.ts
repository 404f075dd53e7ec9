/** Words around the screens, in English. */
export const frame = {
  'line.online': 'Line is up',
  'line.offline': 'Line is down',
  'line.unknown': 'Connecting',
  'queue.pending': '{count} waiting to be sent',
  'queue.refused': '{count} for the staff to see',

  'steps.label': 'Steps of your visit, now step {step} of {steps}',
  'steps.identify': 'ID card',
  'steps.choose': 'Choose',
  'steps.check': 'Check',
  'steps.print': 'Print',
  'steps.done': 'Done',
  'steps.fillIn': 'Fill in',
  'steps.handIn': 'Hand in',

  'footer.back': 'Back',
  'footer.endVisit': 'End visit',
  'footer.secondsLeft': 'Ends in {seconds} s',
  'footer.minutesLeft': 'Ends in {minutes} min',
  'footer.elderOn': 'Larger text',
  'footer.elderOff': 'Smaller text',
  'footer.preferences': 'Language and text size',

  'idle.title': 'Are you still there?',
  'idle.body': 'In {seconds} seconds your visit ends and your data is erased.',
  'idle.stay': 'I am still here',
  'idle.end': 'End visit',

  'notice.development-runtime': 'Development runtime, for tests only',
  'notice.face-evaluation-only': 'Face models for evaluation only, not cleared',
  'notice.second-instance-refused': 'A second start was refused',
  'notice.storage-cannot-keep': 'Storage is full or read-only: no applications now',
  'notice.clock-not-believed': 'The clock of this machine is wrong; it is set right when the line is back',
  'notice.label': 'About this machine',
} as const;
