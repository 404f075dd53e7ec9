import type { ReactElement } from 'react';
import type { FaultDevice, StationCard } from '../../station-contract.ts';

/** A text of the dock: Chinese first, English small beneath. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

export const Words = ({ phrase }: { readonly phrase: Phrase }): ReactElement => (
  <span className="words">
    <span className="words-zh">{phrase.zh}</span>
    <span className="words-en" lang="en">
      {phrase.en}
    </span>
  </span>
);

export const cardKinds: Record<StationCard['kind'], string> = {
  resident: '身份证',
  hongKongMacaoTaiwan: '港澳台居住证',
  foreigner2017: '外国人永居证 2017',
  foreigner2023: '外国人永居证 2023',
};

export const deviceTitles: Record<FaultDevice, Phrase> = {
  reader: { zh: '读卡器', en: 'ID-card reader' },
  printer: { zh: '打印机', en: 'Printer' },
  scanner: { zh: '扫码器', en: 'Code scanner' },
};

/** A code without words of its own is shown as it is: the simulators may learn faults before the dock does. */
export const wordsFor = (table: Readonly<Record<string, Phrase>>, code: string): Phrase =>
  table[code] ?? { zh: code, en: '' };
