/** Words of the panel where a resident chooses how the screen looks, sounds and is reached. */
export const comfort = {
  'comfort.open': '看、听、坐着用',
  'comfort.title': '怎样您更方便？',
  'comfort.lead': '点一下就改，离开时自动还原。',
  'comfort.large': '大字',
  'comfort.large.what': '字大、键大，时间加倍',
  'comfort.contrast': '黑底亮字',
  'comfort.contrast.what': '黑、白、黄三色，看得更清',
  'comfort.seated': '坐着用',
  'comfort.seated.what': '要点的都移到屏幕下半部',
  'comfort.voice': '语音',
  'comfort.voice.what': '每一页念一句话，不念姓名和号码',
  'comfort.on': '开',
  'comfort.off': '关',
  'comfort.close': '好了',
  'idle.spoken': '您还在吗？要接着办，请点一下屏幕。',
} as const;
