import { commandForms } from './command-form.js';
import { agoText, card, element, facts, heardText, light, table, timeText } from './elements.js';
import { kioskDocuments } from './kiosk-documents.js';
import { reasonLight, supplyLight, supplyText } from './list-views.js';
import { programCard } from './program-card.js';

/** One kiosk: what to do first, then everything that it says of itself. */

const devices = (w, { devices: all }) => {
  const { t } = w;
  return card(
    t('devices'),
    table(
      t('devices'),
      [
        { head: t('device'), cell: ({ role }) => t(`device.${role}`) },
        { head: t('deviceState'), cell: ({ state }) => t(`deviceState.${state}`) },
        {
          head: t('fault'),
          cell: ({ reasons }) =>
            reasons.length === 0
              ? t('none')
              : element(
                  'span',
                  {},
                  ...reasons.map((reason) => element('div', {}, t(`reason.${reason.code}`))),
                ),
        },
      ],
      all,
    ),
  );
};

const emptiness = { empty: 0, low: 1, unknown: 2, ok: 3 };

const supplies = (w, { devices: all }) => {
  const { t } = w;
  const rows = all
    .flatMap((device) => device.supplies)
    .sort((a, b) => emptiness[a.state] - emptiness[b.state] || (a.percent ?? 101) - (b.percent ?? 101));
  return card(
    t('supplies.first'),
    rows.length === 0
      ? element('p', {}, t('supplies.unknown'))
      : table(
          t('supplies.first'),
          [
            { head: t('light'), cell: (supply) => supplyLight(w, supply) },
            { head: t('supply'), cell: ({ kind, name }) => `${t(`supplyKind.${kind}`)} · ${name}` },
            { head: t('supply.left'), cell: (supply) => supplyText(w, supply) },
          ],
          rows,
        ),
  );
};

const faultsByActor = (w, { devices: all }) => {
  const { t } = w;
  const rows = all.flatMap(({ role, reasons }) =>
    reasons.filter(({ severity }) => severity !== 'report').map((reason) => ({ role, reason })),
  );
  const order = ['technician', 'staff', 'resident'];
  rows.sort((a, b) => order.indexOf(a.reason.actor) - order.indexOf(b.reason.actor));
  return card(
    t('page.faults'),
    rows.length === 0
      ? element('p', {}, t('faults.noneHere'))
      : table(
          t('page.faults'),
          [
            { head: t('actor'), cell: ({ reason }) => t(`actor.${reason.actor}`) },
            { head: t('light'), cell: ({ reason }) => reasonLight(w, reason) },
            { head: t('device'), cell: ({ role }) => t(`device.${role}`) },
            { head: t('fault'), cell: ({ reason }) => t(`reason.${reason.code}`) },
          ],
          rows,
        ),
  );
};

const megabytes = ({ language }, bytes) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1_048_576)} MB`;

const upkeep = (w, { queue, database, feed }) => {
  const { t } = w;
  return card(
    t('queue'),
    facts([
      [t('pending'), `${queue.pending}`],
      [t('oldest'), queue.oldestPendingAt === null ? t('none') : agoText(w, queue.oldestPendingAt)],
      [t('refused'), `${queue.refused}`],
      [t('database'), megabytes(w, database.bytes)],
      [t('backup'), heardText(w, database.lastBackupAt)],
      [
        t('storage'),
        (database.notices ?? []).map((notice) => t(`notice.${notice}`)).join(' · ') || t('inOrder'),
      ],
      [
        t('feed'),
        [feed?.problem ?? null, ...(feed?.missing ?? []).map(({ document }) => document ?? '?')]
          .filter((word) => word !== null)
          .join(' · ') || t('inOrder'),
      ],
    ]),
  );
};

const versions = (w, kiosk) => {
  const { t } = w;
  const { report } = kiosk;
  return card(
    t('versions'),
    facts([
      ['Electron', report.versions.electron ?? t('none')],
      ['Node', report.versions.node],
      [t('system'), report.versions.system],
      [t('lastStart'), timeText(w, report.lastStart.at)],
      [t('startedAfter'), t(`formerEnd.${report.lastStart.after}`)],
      [t('enrolled'), timeText(w, kiosk.enrolledAt)],
    ]),
  );
};

const audit = (w, { heads, alerts }) => {
  const { t } = w;
  return card(
    t('audit'),
    ...alerts.map((alert) =>
      element(
        'p',
        { class: 'alarm' },
        t(`alert.${alert.kind}`, { times: alert.times, since: timeText(w, alert.raisedAt) }),
      ),
    ),
    element('p', { class: 'hint' }, t('audit.lead')),
    heads.length === 0
      ? element('p', {}, t('none'))
      : table(
          t('audit'),
          [
            { head: t('sequence'), number: true, cell: ({ sequence }) => `${sequence}` },
            { head: t('hash'), cell: ({ hash }) => element('span', { class: 'hash' }, hash) },
            { head: t('received'), cell: ({ receivedAt }) => timeText(w, receivedAt) },
          ],
          heads,
        ),
  );
};

const commandLights = { done: 'green', waiting: 'amber', refused: 'red', lapsed: 'red' };

const commandText = (w, { order }) => {
  const name = w.t(`command.${order.kind}`);
  switch (order.kind) {
    case 'message':
      return `${name}: ${w.pick(order.text)}`;
    case 'close':
      return `${name}: ${w.pick(order.reason)}`;
    case 'update-settings':
      return `${name}: ${Object.keys(order.changes).join(', ')}`;
    default:
      return name;
  }
};

const closedNote = (w, { by, since, reopensAt }) =>
  element(
    'p',
    { class: 'warning' },
    w.t(`closedBy.${by}`, { since: timeText(w, since) }),
    ' ',
    reopensAt === null ? w.t('closedBy.unknown') : w.t('closedBy.reopens', { time: timeText(w, reopensAt) }),
  );

const commands = (w, kiosk, orders) => {
  const { t } = w;
  return card(
    t('commands'),
    kiosk.revokedAt === null ? commandForms(w, orders) : '',
    kiosk.commands.length === 0
      ? element('p', {}, t('commands.none'))
      : table(
          t('commands'),
          [
            {
              head: t('light'),
              cell: ({ state, reason }) =>
                element(
                  'span',
                  {},
                  light(w, commandLights[state], `commandState.${state}`),
                  reason === null ? '' : element('small', {}, ` ${t(`refusal.${reason}`)}`),
                ),
            },
            { head: t('command'), cell: (command) => commandText(w, command) },
            { head: t('issued'), cell: ({ issuedAt }) => timeText(w, issuedAt) },
            { head: t('expires'), cell: ({ expiresAt }) => timeText(w, expiresAt) },
          ],
          kiosk.commands,
        ),
  );
};

/** Everything of a kiosk; `orders` as `commandForms` takes them, `read` as `kioskDocuments` does. */
export const kioskView = (w, kiosk, orders, read) => {
  const { t } = w;
  const { report } = kiosk;
  return [
    element('p', {}, element('a', { href: '#/kiosks' }, t('back'))),
    element(
      'div',
      { class: 'heading' },
      element('h1', { tabindex: '-1' }, `${kiosk.stationCode} · ${kiosk.kioskId}`),
      light(w, kiosk.light),
    ),
    element(
      'p',
      { class: 'hint' },
      t(kiosk.isSilent ? 'heard.silentSince' : 'heard.last', { ago: heardText(w, kiosk.heardAt) }),
    ),
    kiosk.revokedAt === null
      ? ''
      : element('p', { class: 'alarm' }, t('revoked', { at: timeText(w, kiosk.revokedAt) })),
    report?.closing ? closedNote(w, report.closing) : '',
    report === null
      ? element('p', { class: 'warning' }, t('noReport'))
      : element(
          'div',
          { class: 'columns' },
          supplies(w, report),
          faultsByActor(w, report),
          devices(w, report),
          upkeep(w, report),
          programCard(w, report),
          versions(w, kiosk),
        ),
    commands(w, kiosk, orders),
    kioskDocuments(w, kiosk, read),
    audit(w, kiosk),
  ];
};
