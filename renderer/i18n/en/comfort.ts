/** Words of the panel where a resident chooses how the screen looks, sounds and is reached, in English. */
export const comfort = {
  'comfort.open': 'Colours, voice and reach',
  'comfort.title': 'What makes it easier for you?',
  'comfort.lead': 'One touch changes it. It goes back when you leave.',
  'comfort.large': 'Large text',
  'comfort.large.what': 'Large letters and buttons, twice the time',
  'comfort.contrast': 'High contrast',
  'comfort.contrast.what': 'Black, white and yellow',
  'comfort.seated': 'Seated',
  'comfort.seated.what': 'All buttons in the lower half of the screen',
  'comfort.voice': 'Voice',
  'comfort.voice.what': 'Reads one sentence a page, never your name or numbers',
  'comfort.on': 'On',
  'comfort.off': 'Off',
  'comfort.close': 'Done',
  'idle.spoken': 'Are you still there? Touch the screen to go on.',
} as const;
