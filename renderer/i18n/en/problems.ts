/** Problems of a visit, in English. */
export const problems = {
  'approval.when': 'When',
  'approval.by': 'Decided by {day} at the latest',
  'approval.aboutBy': 'Decided by about {day} (next year’s holidays are not announced)',
  'approval.againFrom': 'You can ask again from {day}',
  'approval.number': 'Request number',
  'approval.reason': 'Why',
  'approval.consent': 'Looked at first',
  'approval.consentDays':
    'A clerk decides within {days|working day|working days}; come back then to print it',

  'problem.card-read-failed.title': 'Your card could not be read',
  'problem.card-read-failed.kept': 'Nothing has been sent. You can start again at once.',
  'problem.card-read-failed.todo': 'Lift the card, lay it flat on the reader, and try again.',

  'problem.card-removed-too-early.title': 'The card was lifted a little early',
  'problem.card-removed-too-early.kept': 'It was not read to the end, and nothing has been sent.',
  'problem.card-removed-too-early.todo': 'Try again, and leave the card until the screen says it is done.',

  'problem.card-refused.title': 'This card cannot be used here',
  'problem.card-refused.kept': 'Nothing on the card has been kept.',
  'problem.card-refused.todo': 'Use your own ID card, or ask the staff.',

  'problem.card-expired.title': 'This ID card has expired',
  'problem.card-expired.kept': 'Nothing has been sent.',
  'problem.card-expired.todo': 'Come back with a valid card. A police station can renew it.',

  'problem.card-not-yet-valid.title': 'This ID card is not valid yet',
  'problem.card-not-yet-valid.kept': 'Nothing has been sent.',
  'problem.card-not-yet-valid.todo': 'Use the card that is valid now, or ask the staff to have a look.',

  'problem.guardian-needed.title': 'Under 16, a parent has to be with you',
  'problem.guardian-needed.kept': 'Nothing has been sent.',
  'problem.guardian-needed.todo':
    'A parent lays their own ID card and chooses “Help another”, over the line. Other guardians please ask the staff.',

  'problem.code-unreadable.title': 'The code could not be read',
  'problem.code-unreadable.kept': 'Nothing of the code was kept.',
  'problem.code-unreadable.todo':
    'Turn up the brightness of your phone, hold the code to the scanner and try again.',

  'problem.code-unknown.title': 'This is no identity code that works here',
  'problem.code-unknown.kept': 'Nothing of the code was kept.',
  'problem.code-unknown.todo': 'Open the identity code in the city app, or use your ID card.',

  'problem.code-for-another.title': 'This identity code is meant for another place',
  'problem.code-for-another.kept': 'Nothing of the code was kept.',
  'problem.code-for-another.todo': 'Choose the code for self-service kiosks in the app, or use your ID card.',

  'problem.code-expired.title': 'This identity code is out of date',
  'problem.code-expired.kept': 'Nothing of the code was kept.',
  'problem.code-expired.todo':
    'A code lasts one minute, and a screenshot does not work. Show a new one from the app.',

  'problem.code-used.title': 'This identity code has been used already',
  'problem.code-used.kept': 'Nothing of the code was kept.',
  'problem.code-used.todo': 'Refresh the code in the app and show it again.',

  'problem.code-clock.title': 'The clocks of phone and kiosk do not agree',
  'problem.code-clock.kept': 'Nothing of the code was kept.',
  'problem.code-clock.todo':
    'Set the clock of the phone to automatic and show it again, or use your ID card.',

  'problem.code-refused.title': 'The central platform did not accept this code',
  'problem.code-refused.kept': 'Nothing of the code was kept.',
  'problem.code-refused.todo': 'Refresh the code in the app and try again, or use your ID card.',

  'problem.another-person.title': "This ID card is another person's",
  'problem.another-person.kept': "The visit is still the first person's.",
  'problem.another-person.todo': 'Lay the card of the person who began; to change, end the visit first.',

  'problem.identity-not-assured.title': 'We could not make sure that it is you',
  'problem.identity-not-assured.kept': 'Nothing has been handed in or issued.',
  'problem.identity-not-assured.todo':
    'Touch Try again to show once more who you are, or ask the staff to check in person.',

  'problem.platform-unreachable.title': 'The city platform cannot be reached',
  'problem.platform-unreachable.kept': 'No certificate was issued, and none will be issued twice.',
  'problem.platform-unreachable.todo': 'Try again in a few minutes, or come back another time.',

  'problem.platform-refused.title': 'The department did not issue it',
  'problem.platform-refused.kept': 'Nothing has changed. You can ask for it again later.',
  'problem.platform-refused.todo': 'Ask the staff for the reason.',

  'problem.person-unknown.title': 'The department has no record of you',
  'problem.person-unknown.kept': 'This does not affect anything else that you need.',
  'problem.person-unknown.todo': 'Ask the staff where to register.',

  'problem.person-data-differs.title': 'Your card and the record differ',
  'problem.person-data-differs.kept': 'To be on the safe side, no certificate was issued.',
  'problem.person-data-differs.todo': 'Ask the staff to have the record corrected, then come back.',

  'problem.certificate-too-long.title': 'Your record is too long for one certificate',
  'problem.certificate-too-long.kept': 'No certificate was issued. Your record is unchanged.',
  'problem.certificate-too-long.todo': 'Please go to the department’s counter, or ask the staff.',

  'problem.approval-pending.title': 'A clerk is looking at your request',
  'problem.approval-pending.kept': 'The request is recorded; no need to ask again. Nothing was printed.',
  'problem.approval-pending.todo':
    'Once it is approved, bring your ID card to any kiosk in the city, choose this certificate again, and it prints.',

  'problem.approval-refused.title': 'The clerk did not approve this certificate',
  'problem.approval-refused.kept': 'No certificate was issued. Your record is unchanged.',
  'problem.approval-refused.todo':
    'If you disagree, please go to the department’s counter, or ask the staff.',

  'problem.document-not-ready.title': 'This document is not ready here',
  'problem.document-not-ready.kept':
    'It was collected already, is kept at another kiosk, or is no longer valid. Nothing was printed.',
  'problem.document-not-ready.todo':
    'If you do not have it, ask the staff: they can look it up by its number.',

  'problem.quota-reached.title': 'No more of these today',
  'problem.quota-reached.kept': 'What you printed today is valid. No other one was issued.',
  'problem.quota-reached.todo': 'Please come back tomorrow. If a print is spoilt, ask the staff.',

  'problem.certificate-not-genuine.title': 'The certificate did not pass our check',
  'problem.certificate-not-genuine.kept': 'It was not printed, so that you do not get a false one.',
  'problem.certificate-not-genuine.todo': 'Tell the staff, and give them the code below.',

  'problem.certificate-not-printable.title': 'This certificate cannot be printed yet',
  'problem.certificate-not-printable.kept': 'It has been issued and is not lost.',
  'problem.certificate-not-printable.todo': 'Ask the staff, and give them the certificate number below.',

  'problem.print-failed.title': 'Printing did not work',
  'problem.print-failed.kept': 'The certificate has been issued and is not lost.',
  'problem.print-failed.todo': 'Ask the staff to print it, and give them the certificate number below.',

  'problem.print-outcome-unknown.title': 'We cannot tell whether it was printed',
  'problem.print-outcome-unknown.kept': 'The certificate has been issued and is not lost.',
  'problem.print-outcome-unknown.todo':
    'Look in the paper outlet: if it is there, take it; if not, ask the staff to print it.',

  'problem.could-not-record.title': 'This step could not be recorded',
  'problem.could-not-record.kept': 'To be on the safe side we stopped here.',
  'problem.could-not-record.todo': 'Ask the staff, and give them the code below.',

  'problem.verification-not-finished.title': 'This certificate was not checked to the end',
  'problem.verification-not-finished.kept': 'Nothing happened to it. Whether it is genuine is still open.',
  'problem.verification-not-finished.todo': 'Hold the QR code to the scanner again, or ask the staff.',

  'problem.application-not-recorded.title': 'Your application could not be kept',
  'problem.application-not-recorded.kept': 'It is not handed in. All that you filled in is still there.',
  'problem.application-not-recorded.todo': 'Try again; if it does not work, ask the staff.',

  'problem.reply-not-recorded.title': 'It could not be kept',
  'problem.reply-not-recorded.kept': 'What you filled in is still here; nothing is lost.',
  'problem.reply-not-recorded.todo': 'Please try again. If it fails again, ask the staff.',

  'problem.item-changed.title': 'The form has just been renewed',
  'problem.item-changed.kept': 'Your answers are still there. Only what changed is asked again.',
  'problem.item-changed.todo': 'Touch Try again, answer what is new, check it and hand it in.',

  'problem.item-withdrawn.title': 'This cannot be applied for here any more',
  'problem.item-withdrawn.kept': 'Nothing has been handed in, and your answers are erased.',
  'problem.item-withdrawn.todo': 'Ask the staff where to apply now.',

  'problem.cannot-file-yet.title': 'Applications are not possible yet',
  'problem.cannot-file-yet.kept': 'It is not handed in. All that you filled in is still there.',
  'problem.cannot-file-yet.todo': 'Try again in a while, or ask the staff.',

  'problem.storage-cannot-keep.title': 'This machine cannot keep anything just now',
  'problem.storage-cannot-keep.kept':
    'So that nothing is lost, it was not taken. All that you filled in is still there.',
  'problem.storage-cannot-keep.todo': 'Ask the staff, or use another machine nearby.',

  'problem.kiosk-not-recognised.title': 'This machine cannot do that now',
  'problem.kiosk-not-recognised.kept':
    'The city platform does not recognise it at present. Nothing was handed in or issued.',
  'problem.kiosk-not-recognised.todo': 'Please use another machine nearby, or ask the staff.',

  'problem.retry': 'Try again',
  'problem.endVisit': 'End visit',
  'problem.keptLabel': 'Nothing is lost',
  'problem.todoLabel': 'What to do',
  'problem.certificateNumber': 'Certificate number',
  'problem.staffCode': 'Code for the staff: {code}',

  'outOfService.title': 'This machine is out of service',
  'outOfService.todo': 'Please use another one nearby, or ask the staff.',
  'outOfService.phone': 'Telephone',
  'outOfService.staffDetail': 'For the staff',
  'outOfService.settings-invalid': 'Its settings are wrong. A technician has to correct them.',
  'outOfService.data-folder-read-only': 'It cannot keep records just now. A technician has to see to it.',
  'outOfService.database-from-the-future': 'Its program is too old. A technician has to update it.',
  'outOfService.database-damaged': 'Its records are damaged. A technician has to restore them.',
  'outOfService.database-being-recovered':
    'The records were damaged and are being put together again. This takes a few minutes; nothing has to be done.',
  'outOfService.disk-full': 'Its storage is full. A technician has to make room.',
  'outOfService.locked-by-another-process':
    'Another program on it holds its records. A technician has to see to it.',
  'outOfService.not-set-up': 'This machine has not been set up yet. A technician has to do that.',
  'outOfService.setup-unfinished': 'Its first visit is not finished. A technician has to go on with it.',
  'outOfService.not-enrolled':
    'This machine is not yet connected to the city platform. A technician has to enrol it.',
  'outOfService.kiosk-revoked':
    'The city platform has withdrawn this machine. A technician has to enrol it again.',
  'outOfService.kiosk-unknown':
    'The city platform does not know this machine. A technician has to enrol it anew.',
  'outOfService.identity-unusable':
    'The machine cannot prove to the city platform who it is. A technician has to look at it.',
  'outOfService.core-restarting.title': 'Starting again',
  'outOfService.core-restarting': 'A few seconds. A certificate that was not printed is not lost.',
} as const;
