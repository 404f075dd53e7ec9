/** Words of the on-screen keyboard and of what is typed on it. */
export const keyboard = {
  'keyboard.pinyin': '拼音',
  'keyboard.latin': 'ABC',
  'keyboard.numbers': '123',
  'keyboard.capitals': '大写',
  'keyboard.space': '空格',
  'keyboard.delete': '删掉最后一个',
  'keyboard.candidates': '候选字词',
  'keyboard.candidatesBefore': '前面的字',
  'keyboard.candidatesAfter': '后面的字',
  'keyboard.typePinyin': '请点字母，用拼音打字',
  'keyboard.noCandidates': '没有这样的拼音，请删掉几个字母',
  'text.empty': '请在下面打字',
  'text.missing': '还差 {characters} 个字',
  'text.done': '填好了',
  'text.unfinished': '请先选好字',
  'text.check': '请看看对不对，对了就点“填好了”。',
} as const;
