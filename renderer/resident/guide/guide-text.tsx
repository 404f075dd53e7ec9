import type { GuideTextView } from '../../../electron/contract/hall.ts';
import { useWords } from '../../i18n/locale-context.tsx';

/** A text of a guide; what nobody has put into English yet stands there in Chinese, and says so to screen readers. */
export const GuideText = ({ text }: { readonly text: GuideTextView }) => {
  const { pick } = useWords();
  return typeof text === 'string' ? <span lang="zh-CN">{text}</span> : pick(text);
};
