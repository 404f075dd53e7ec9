import {
  addressWith,
  agoText,
  choices,
  element,
  heardText,
  kioskLink,
  light,
  paging,
  table,
  timeText,
} from './elements.js';

/** The lists: kiosks, supplies, faults, applications. Each is asked for a page at a time. */

const heading = (title, lead) => [
  element('h1', { tabindex: '-1' }, title),
  element('p', { class: 'hint' }, lead),
];

const listOrNothing = (w, route, list, columns, caption, nothing) =>
  list.total === 0
    ? [element('p', {}, nothing)]
    : [table(caption, columns, list.rows), paging(w, route, list) ?? ''];

const sumOf = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const searchForm = (w, route) => {
  const field = element('input', {
    id: 'search',
    type: 'search',
    maxlength: '40',
    autocomplete: 'off',
    value: route.choices.search ?? '',
  });
  const form = element(
    'form',
    { class: 'row', role: 'search' },
    element('label', { for: 'search' }, w.t('kiosks.search'), field),
    element('button', { type: 'submit' }, w.t('kiosks.find')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = addressWith(route, { search: field.value.trim(), page: null });
  });
  return form;
};

const lineText = (w, kiosk) => {
  if (kiosk.heardAt === null) return w.t('line.never');
  return w.t(kiosk.isSilent ? 'line.silent' : 'line.there');
};

export const kioskList = (w, route, list) => {
  const { t } = w;
  const columns = [
    { head: t('light'), cell: (kiosk) => light(w, kiosk.light) },
    { head: t('station'), cell: (kiosk) => kiosk.stationCode },
    { head: t('kiosk'), cell: (kiosk) => kioskLink(kiosk.kioskId) },
    { head: t('line'), cell: (kiosk) => lineText(w, kiosk) },
    { head: t('heard'), cell: (kiosk) => heardText(w, kiosk.heardAt) },
    { head: t('faults'), number: true, cell: ({ faults }) => `${faults ?? '–'}` },
    { head: t('pending'), number: true, cell: ({ pending }) => `${pending ?? '–'}` },
    { head: t('refused'), number: true, cell: ({ refused }) => `${refused ?? '–'}` },
    { head: t('version'), cell: (kiosk) => kiosk.appVersion },
  ];
  const choice = (colour, count) => ({
    href: addressWith(route, { light: colour, page: null }),
    content: colour === null ? t('all') : light(w, colour),
    count,
    chosen: (route.choices.light ?? null) === colour,
  });
  return [
    ...heading(t('page.kiosks'), t('kiosks.lead')),
    searchForm(w, route),
    choices(t('kiosks.byLight'), [
      choice(null, sumOf(list.counts)),
      ...['red', 'amber', 'green'].map((colour) => choice(colour, list.counts[colour])),
    ]),
    ...listOrNothing(w, route, list, columns, t('page.kiosks'), t('kiosks.none')),
  ];
};

/** What is left of a supply: a bar and the figure, or that nobody knows. */
export const supplyText = ({ t }, { percent, state }) =>
  percent === null
    ? t(`supply.${state}`)
    : element(
        'span',
        {},
        element('meter', {
          min: '0',
          max: '100',
          low: '20',
          optimum: '100',
          value: `${percent}`,
          'aria-label': t('supply.left'),
        }),
        ` ${Math.round(percent)} %`,
      );

const supplyLights = { empty: 'red', low: 'amber', ok: 'green', unknown: 'amber' };

export const supplyLight = (w, { state }) => light(w, supplyLights[state], `supply.${state}`);

export const supplyList = (w, route, list) => {
  const { t } = w;
  const columns = [
    { head: t('light'), cell: ({ supply }) => supplyLight(w, supply) },
    { head: t('station'), cell: (row) => row.stationCode },
    { head: t('kiosk'), cell: (row) => kioskLink(row.kioskId) },
    { head: t('supply'), cell: ({ supply }) => `${t(`supplyKind.${supply.kind}`)} · ${supply.name}` },
    { head: t('supply.left'), cell: ({ supply }) => supplyText(w, supply) },
    { head: t('heard'), cell: (row) => agoText(w, row.heardAt) },
  ];
  return [
    ...heading(t('page.supplies'), t('supplies.lead')),
    ...listOrNothing(w, route, list, columns, t('page.supplies'), t('supplies.none')),
  ];
};

export const reasonLight = (w, { severity }) =>
  light(w, { error: 'red', warning: 'amber', report: 'green' }[severity], `severity.${severity}`);

export const faultList = (w, route, list) => {
  const { t } = w;
  const columns = [
    { head: t('light'), cell: ({ reason }) => reasonLight(w, reason) },
    { head: t('station'), cell: (row) => row.stationCode },
    { head: t('kiosk'), cell: (row) => kioskLink(row.kioskId) },
    { head: t('device'), cell: (row) => t(`device.${row.role}`) },
    { head: t('fault'), cell: ({ reason }) => t(`reason.${reason.code}`) },
    { head: t('actor'), cell: ({ reason }) => t(`actor.${reason.actor}`) },
    { head: t('heard'), cell: (row) => agoText(w, row.heardAt) },
  ];
  const choice = (actor, count) => ({
    href: addressWith(route, { actor, page: null }),
    content: actor === null ? t('all') : t(`actor.${actor}`),
    count,
    chosen: (route.choices.actor ?? null) === actor,
  });
  return [
    ...heading(t('page.faults'), t('faults.lead')),
    choices(t('faults.byActor'), [
      choice(null, sumOf(list.counts)),
      ...['technician', 'staff', 'resident'].map((actor) => choice(actor, list.counts[actor])),
    ]),
    ...listOrNothing(w, route, list, columns, t('page.faults'), t('faults.none')),
  ];
};

/** In the order in which an application goes through them. */
const states = [
  'received',
  'not-opened',
  'unreadable',
  'waiting',
  'accepted-for-review',
  'corrections-asked',
  'corrected',
  'accepted',
  'in-review',
  'decided',
  'delivered',
  'not-accepted',
  'withdrawn',
  'timed-out',
];

/** The state that is listed when nobody has chosen one: what the departments have to look at. */
export const firstState = 'accepted-for-review';

export const deadlineText = ({ t }, { dueOn, usedWorkingDays, limitWorkingDays, isEstimate }) =>
  t(isEstimate ? 'deadline.estimate' : 'deadline.due', {
    day: dueOn,
    used: usedWorkingDays,
    limit: limitWorkingDays,
  });

/** How much of what was promised is owed, and by when; past the day in the colour of an alarm. */
const promisesText = (w, promises) => {
  if (promises === null) return '–';
  const { owed, overdue, dueOn } = promises;
  return overdue > 0
    ? light(w, 'red', 'promises.overdue', { owed, overdue, day: dueOn })
    : w.t('promises.owed', { owed, day: dueOn });
};

const packageText = ({ t }, together) => {
  if (together === null) return '–';
  return together.dependsOn.length === 0
    ? together.number
    : t('package.after', { number: together.number, before: together.dependsOn.join(t('package.and')) });
};

export const applicationList = (w, route, list) => {
  const { t, pick } = w;
  const columns = [
    {
      head: t('light'),
      cell: ({ deadline }) =>
        deadline === null ? '–' : light(w, deadline.light, `deadlineLight.${deadline.light}`),
    },
    { head: t('receipt'), cell: (row) => row.receiptNumber },
    { head: t('item'), cell: (row) => pick(row.item) },
    { head: t('package'), cell: (row) => packageText(w, row.package) },
    { head: t('station'), cell: (row) => row.stationCode },
    { head: t('filed'), cell: (row) => timeText(w, row.filedAt) },
    {
      head: t('waitsFor'),
      cell: ({ deadline }) => (deadline === null ? '–' : t(`role.${deadline.waitsFor}`)),
    },
    { head: t('promises'), cell: ({ promises }) => promisesText(w, promises) },
    { head: t('deadline'), cell: ({ deadline }) => (deadline === null ? '–' : deadlineText(w, deadline)) },
  ];
  return [
    ...heading(t('page.applications'), t('applications.lead')),
    choices(
      t('applications.byState'),
      states.map((state) => ({
        href: addressWith(route, { state, page: null }),
        content: t(`state.${state}`),
        count: list.counts[state] ?? 0,
        chosen: (route.choices.state ?? firstState) === state,
      })),
    ),
    ...listOrNothing(w, route, list, columns, t('page.applications'), t('applications.none')),
  ];
};
