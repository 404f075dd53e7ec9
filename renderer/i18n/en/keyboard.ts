/** Words of the on-screen keyboard and of what is typed on it, in English. */
export const keyboard = {
  'keyboard.pinyin': 'Pinyin',
  'keyboard.latin': 'Letters',
  'keyboard.numbers': 'Digits',
  'keyboard.capitals': 'Capitals',
  'keyboard.space': 'Space',
  'keyboard.delete': 'Delete the last one',
  'keyboard.candidates': 'Candidates',
  'keyboard.candidatesBefore': 'Earlier candidates',
  'keyboard.candidatesAfter': 'More candidates',
  'keyboard.typePinyin': 'Type Pinyin on the letters below',
  'keyboard.noCandidates': 'No such Pinyin: delete some letters',
  'text.empty': 'Type with the keys below',
  'text.missing': '{characters} more characters',
  'text.done': 'Done',
  'text.unfinished': 'Choose a character first',
  'text.check': 'Is it right? Then touch Done.',
} as const;
