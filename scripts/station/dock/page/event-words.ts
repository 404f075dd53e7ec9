import type { Phrase } from './words.tsx';

/** Words for what the station reports, by code. */
export const eventWords: Readonly<Record<string, Phrase>> = {
  'card-laid': { zh: '放上证件', en: 'Card laid' },
  'card-lifted': { zh: '拿开证件', en: 'Card lifted' },
  'code-shown': { zh: '出示二维码（字数）', en: 'Code shown (characters)' },
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
