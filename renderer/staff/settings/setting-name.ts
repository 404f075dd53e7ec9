import {
  settingGroupWords,
  settingWords,
  unitWords,
} from '../../../electron/contract/settings/setting-words.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** What a setting is called; by its path where a newer schema has one that has no words yet. */
export const nameOfSetting = (path: string, { locale }: Pick<Words, 'locale'>): string =>
  settingWords[path]?.[locale] ?? path;

export const nameOfGroup = (group: string, { locale }: Pick<Words, 'locale'>): string =>
  settingGroupWords[group]?.[locale] ?? group;

/** Its unit, with a space before it; nothing where it has none. */
export const unitOfSetting = (path: string, { locale }: Pick<Words, 'locale'>): string => {
  const unit = settingWords[path]?.unit;
  return unit === undefined ? '' : ` ${unitWords[unit][locale]}`;
};

/** The group that a path belongs to. */
export const groupOf = (path: string): string => path.split('.')[0] ?? path;

/** A sentence of the schema with the name of its field in words; what is wrong with it is told in the schema's own English. */
export const problemInWords = (problem: string, words: Pick<Words, 'locale' | 't'>): string => {
  const [path = '', ...rest] = problem.split(': ');
  const detail = rest.join(': ');
  return `${nameOfSetting(path, words)}: ${detail === 'is missing' ? words.t('setting.missing') : detail}`;
};
