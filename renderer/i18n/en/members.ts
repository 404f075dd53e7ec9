/** Words of the page of those who work here, and of slips and sticks in place of the own card. */
export const members = {
  'staff.page.members': 'Staff',
  'members.title': 'Who works here',
  'members.lead':
    'Touch somebody to change the role, hand out a credential, unlock or remove. Each step is recorded.',
  'members.add': 'Add somebody',
  'members.own': 'yourself',
  'members.locked': 'PIN locked until {time}',
  'members.has.slip': 'has a slip',
  'members.has.stick': 'has a stick',
  'members.layCard': 'The new member lays the own ID card down',
  'members.layCardLead': 'The number is not kept; it only serves to know the card again.',
  'members.whichRole': 'Which role?',
  'members.whichRoleLead': 'It can be changed later.',
  'members.role.staff': 'helps residents, sees to prints and to what waits',
  'members.role.supervisor': 'beyond that sees to staff, logs, backups and settings',
  'members.role.technician': 'repairs the machine, sees no case of a resident',
  'members.firstPin': 'The new member chooses six digits',
  'members.addThis': 'Add',
  'members.endAdding': 'Add nobody',
  'members.noCredential': 'Comes in with the own ID card only.',
  'members.credentialUntil.slip': 'Has a slip that counts until {time}.',
  'members.credentialUntil.stick': 'Has a stick that counts until {time}.',
  'members.roleOf': 'Role now: {role}',
  'members.makeRole': 'Make it: {role}',
  'members.newCredential': 'Hand out a credential…',
  'members.revoke': 'Revoke the credential',
  'members.unlock': 'Unlock the PIN',
  'members.remove': 'Remove…',
  'members.credential': 'A credential for {label}',
  'members.credentialLead':
    'Opens the kiosk where the ID card is not at hand, together with the own 6-digit PIN. A new one ends the one before.',
  'members.howLong': 'Counts for',
  'members.days': '{count} days',
  'members.print': 'Print it on paper',
  'members.write': 'Write it to the stick {name}',
  'members.noStick': 'For a stick (FAT32 or exFAT): plug it in, then open “Staff” again.',
  'members.removeTitle': 'Remove {label}?',
  'members.removeLead':
    'Card and credential stop opening the kiosk at once. To come back they have to be enrolled anew.',
  'members.removeYes': 'Remove',
  'signIn.other.title': 'ID card not at hand?',
  'signIn.other.slip': 'Hold the code of your slip to the scanner.',
  'signIn.other.stick': 'Use a stick',
  'signIn.refusal.credential-unreadable':
    'This is no service credential, or it is damaged. Please use another one, or your ID card.',
  'signIn.refusal.credential-of-another-kiosk':
    'This credential belongs to another kiosk and does not open this one.',
  'signIn.refusal.credential-unknown':
    'This kiosk has no record of the credential. Please ask the supervisor for a new one.',
  'signIn.refusal.credential-altered':
    'The signature of the credential is wrong. Please ask the supervisor for a new one.',
  'signIn.refusal.credential-member-removed': 'Whose credential this was does not work here any more.',
  'signIn.refusal.credential-revoked': 'This credential was revoked or replaced.',
  'signIn.refusal.credential-ended': 'This credential has run out. Please ask the supervisor for a new one.',
  'signIn.refusal.stick-without-credential':
    'No credential was found. Please plug in the stick that carries it (FAT32 or exFAT) and touch again.',
  'signIn.refusal.stick-with-several':
    'The stick carries credentials of several people. Please leave only your own on it.',
  'staff.result.stick-backup-made': 'The backup was written to the stick, encrypted. You can pull it out.',
  'staff.result.stick-backup-taken': 'Brought in: choose it among the backups below.',
  'staff.result.stick-backup-not-opened':
    'This backup does not open: it is cut short, was altered, or is that of another machine.',
  'staff.result.stick-backup-no-key':
    'This machine has no key for backups on sticks. Have a technician bring the kept key first.',
  'machine.backUpTo': 'Back up to the stick {name}',
  'restore.fromStick': 'Bring in from the stick {name}: {time}, {size} MB',
  'staff.result.card-awaited': 'The new member lays the ID card down.',
  'staff.result.adding-ended': 'Nobody was added; nothing has changed.',
  'staff.result.member-added': 'Added. Card and PIN open the kiosk from now on.',
  'staff.result.role-changed': 'The role was changed.',
  'staff.result.member-removed': 'Removed. Neither card nor credential opens the kiosk any more.',
  'staff.result.member-unlocked': 'The PIN was unlocked.',
  'staff.result.credential-printed': 'The credential was printed. Please hand it over.',
  'staff.result.credential-written': 'The credential was written. You can pull the stick out.',
  'staff.result.credential-revoked': 'The credential was revoked.',
  'staff.result.pin-reads-as-date':
    'The new PIN reads as a date, and without your card nobody knows whether it is your birthday. Choose another; nothing was changed.',
  'staff.result.card-refused': 'The card was not read, or has expired. Please lay it down again.',
  'staff.result.label-refused': 'The staff number has 2 to 20 capitals, digits or hyphens. Nobody was added.',
  'staff.result.already-there': 'This card or this staff number is enrolled already. Nobody was added.',
  'staff.result.last-supervisor':
    'This is the last supervisor, who can neither be removed nor given another role. Please add another one first.',
  'staff.result.credential-not-signed':
    'This kiosk has no key to sign with just now. Please call a technician.',
  'staff.result.credential-not-printed':
    'The credential was not printed and does not count. Please look at the printer and try again.',
} as const;
