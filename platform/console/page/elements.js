import { words } from './words.js';

/** Pieces of which the views are made. Texts are never read as markup. */

/** The words of a language. Of what this page has no words for, a newer kiosk's reason, the code itself is shown. */
export const wordsIn = (language) => ({
  language,
  t: (key, values = {}) =>
    (words[language][key] ?? key.slice(key.indexOf('.') + 1)).replaceAll(/\{(\w+)\}/g, (whole, name) =>
      String(values[name] ?? whole),
    ),
  pick: (text) => text[language],
});

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

/** A light: colour, shape and word. */
export const light = ({ t }, colour, word = `light.${colour}`, values = {}) =>
  element('span', { class: 'light', 'data-light': colour }, t(word, values));

export const timeText = ({ language }, milliseconds) =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(milliseconds);

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How long ago, in words. */
export const agoText = ({ language }, milliseconds) => {
  const passed = Math.max(0, Date.now() - milliseconds);
  const [unit, length] = units.find(([, size]) => passed >= size) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(language).format(-Math.floor(passed / length), unit);
};

/** When something was heard, or that it never was. */
export const heardText = (w, heardAt) => (heardAt === null ? w.t('heard.never') : agoText(w, heardAt));

export const kioskLink = (kioskId) => element('a', { href: `#/kiosks/${kioskId}` }, kioskId);

/**
 * A table; `columns` are `{ head, cell, number }`: words of the head, the cell's text or element for a row, and whether it
 * holds figures.
 */
export const table = (caption, columns, rows) =>
  element(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map(({ head, number }) =>
            element('th', { scope: 'col', class: number ? 'number' : null }, head),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...columns.map(({ cell, number }) =>
              element('td', { class: number ? 'number' : null }, cell(row)),
            ),
          ),
        ),
      ),
    ),
  );

export const facts = (rows) =>
  element(
    'dl',
    {},
    ...rows.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]),
  );

export const card = (heading, ...children) =>
  element('section', { class: 'card' }, element('h2', {}, heading), ...children);

/** Address of the page that is shown, with other choices. */
export const addressWith = ({ page, choices }, changes) => {
  const query = new URLSearchParams(
    Object.entries({ ...choices, ...changes }).filter(([, value]) => value !== '' && value !== null),
  );
  const text = query.toString();
  return `#/${page}${text === '' ? '' : `?${text}`}`;
};

/** Links of which one is chosen, each with what it would bring. */
export const choices = (label, links) =>
  element(
    'ul',
    { class: 'choices', 'aria-label': label },
    ...links.map(({ href, content, count, chosen }) =>
      element(
        'li',
        {},
        element(
          'a',
          { href, 'aria-current': chosen ? 'true' : null },
          content,
          element('span', {}, `${count}`),
        ),
      ),
    ),
  );

/** Which part of the list is shown, and the way to the parts before and after it. */
export const paging = (w, route, { page, total, rowsOfPage, rows }) => {
  if (total === 0) return null;
  const first = page * rowsOfPage + 1;
  const to = (target, word) =>
    element('a', { class: 'button', href: addressWith(route, { page: target }) }, w.t(word));
  return element(
    'nav',
    { class: 'paging', 'aria-label': w.t('paging') },
    page > 0 ? to(page - 1, 'paging.before') : null,
    element(
      'span',
      {},
      rows.length === 0
        ? w.t('paging.beyond', { total })
        : w.t('paging.shown', { first, last: first + rows.length - 1, total }),
    ),
    (page + 1) * rowsOfPage < total ? to(page + 1, 'paging.after') : null,
  );
};
