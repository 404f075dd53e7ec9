import { english } from './words-en.js';
import { chinese } from './words-zh-cn.js';

/** The texts of the console by language. Both have the same keys. */
export const words = { 'zh-CN': chinese, en: english };
