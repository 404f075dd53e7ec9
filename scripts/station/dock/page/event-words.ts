import type { Phrase } from './words.tsx';

/** Words for what the station reports, by code. */
export const eventWords: Readonly<Record<string, Phrase>> = {
  'card-laid': { zh: '放上证件', en: 'Card laid' },
  'card-lifted': { zh: '拿开证件', en: 'Card lifted' },
  'code-shown': { zh: '出示二维码（字数）', en: 'Code shown (characters)' },
  'identity-code-fresh': { zh: '出示身份码', en: 'Identity code shown' },
  'identity-code-again': { zh: '同一个身份码再出示', en: 'The same identity code shown again' },
  'identity-code-old-screenshot': { zh: '出示身份码的旧截图', en: 'Old screenshot shown' },
  'identity-code-for-another-place': { zh: '出示别处用的身份码', en: 'Code for another place shown' },
  'identity-code-unknown-key': { zh: '出示不明来历的身份码', en: 'Code under an unknown key shown' },
  'identity-code-noise': { zh: '出示 3 KB 乱码', en: '3 KB of noise shown' },
  'document-received': { zh: '打印机收到文件', en: 'Document received' },
  'page-printed': { zh: '打完一页', en: 'Page printed' },
  'job-stopped': { zh: '打印停住', en: 'Job held up' },
  'job-completed': { zh: '打印完成', en: 'Job completed' },
  'job-ended-early': { zh: '打印中止', en: 'Job ended early' },
  'tray-emptied': { zh: '纸盒取空', en: 'Tray emptied' },
  'tray-filled': { zh: '纸盒有纸', en: 'Sheets in the tray' },
  'line-cut': { zh: '线路切断', en: 'Line cut' },
  'line-restored': { zh: '线路恢复', en: 'Line restored' },
  'line-delayed': { zh: '线路延迟(毫秒)', en: 'Line delayed (ms)' },
  'fault-on': { zh: '故障开始', en: 'Fault begins' },
  'fault-off': { zh: '故障解除', en: 'Fault ends' },
};
