/** The same in English, for whoever works on the machine, and in Chinese, for the staff who read over their shoulder. */
export interface Words {
  readonly en: string;
  readonly 'zh-CN': string;
}

export const words = (english: string, chinese: string): Words => ({ en: english, 'zh-CN': chinese });

/** Both on one line. */
export const inBoth = ({ en, 'zh-CN': chinese }: Words): string => `${en} · ${chinese}`;
