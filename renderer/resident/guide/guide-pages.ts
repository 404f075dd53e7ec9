import type {
  GuideElementView,
  GuideGroupView,
  GuideTextView,
  GuideValueView,
} from '../../../electron/contract/hall.ts';
import type { Locale } from '../../../electron/contract/locale.ts';

/** How a guide is cut into pages that fit a screen without scrolling, in design pixels. */
export interface PageRoom {
  /** Room for the elements of one page. */
  readonly height: number;
  /** What a question takes of the first page. */
  readonly takenOnFirst: number;
  readonly lineHeight: number;
  /** Chinese characters in a line of a value; Latin letters take about half of one. */
  readonly lineCharacters: number;
  /** What an element takes beside the lines of its value. */
  readonly elementHeight: number;
  /** What its name takes, beside or above the value. */
  readonly nameHeight: number;
  readonly nameAbove: boolean;
}

const widthOf = (text: GuideTextView, locale: Locale): number => {
  let width = 0;
  for (const character of typeof text === 'string' ? text : text[locale]) {
    width += character > 'ⁿ' ? 1 : 0.55;
  }
  return width;
};

/** Texts that begin a line of their own. */
const linesOf = (value: GuideValueView): readonly (readonly GuideTextView[])[] => {
  switch (value.kind) {
    case 'text':
      return [[value.text]];
    case 'list':
      return value.items.map((item) => [item]);
    case 'yes-no':
    case 'limit':
      return [['']];
    case 'materials':
      return value.materials.length === 0
        ? [['']]
        : value.materials.map(({ name }) => [name, '　原件 · 可以后补 · 有就带']);
    case 'steps':
      return value.steps.map(({ name }) => [name, '　10 个工作日内']);
    case 'fees':
      return value.fees.length === 0 ? [['']] : value.fees.map(({ name, standard }) => [name, standard]);
    case 'places':
      return value.places.flatMap(({ name, address, hours }) => [[name], [address], [hours]]);
    case 'questions':
      return value.questions.flatMap(({ question, answer }) => [[question], [answer]]);
  }
};

const heightOf = (
  { value, everydayName, officialName }: GuideElementView,
  room: PageRoom,
  locale: Locale,
): number => {
  const lines = linesOf(value)
    .map((texts) => texts.reduce((sum, text) => sum + widthOf(text, locale), 0))
    .reduce((sum, width) => sum + Math.max(1, Math.ceil(width / room.lineCharacters)), 0);
  const values = lines * room.lineHeight;
  const isNamedOnce = room.nameAbove || everydayName[locale] === officialName[locale];
  const name = isNamedOnce ? room.lineHeight : room.nameHeight;
  return room.elementHeight + (room.nameAbove ? name + values : Math.max(name, values));
};

export interface GuidePage {
  readonly group: GuideGroupView;
  readonly elements: readonly GuideElementView[];
}

/** Each page holds elements of one group; a group that needs more goes on on the next. */
export const guidePages = (
  groups: readonly GuideGroupView[],
  room: PageRoom,
  locale: Locale,
): readonly GuidePage[] => {
  const pages: { readonly group: GuideGroupView; readonly elements: GuideElementView[] }[] = [];
  let left = room.height - room.takenOnFirst;
  for (const group of groups) {
    let isNew = true;
    for (const element of group.elements) {
      const height = heightOf(element, room, locale);
      const page = pages.at(-1);
      if (isNew || page === undefined || height > left) {
        if (page !== undefined) left = room.height;
        pages.push({ group, elements: [element] });
      } else {
        page.elements.push(element);
      }
      left -= height;
      isNew = false;
    }
  }
  return pages;
};
