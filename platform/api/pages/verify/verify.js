import { words } from './words.js';

/** The page on which anybody verifies a certificate: camera or pasted text in, what the platform says out. */

/** Of what is neither green nor amber nothing must be relied on. */
const lights = {
  genuine: 'green',
  expired: 'amber',
  'not-yet-valid': 'amber',
  malformed: 'amber',
  'not-a-certificate': 'amber',
  'unknown-version': 'amber',
};
const marks = { green: '✓', amber: '!', red: '✕' };

/** Latest instant that a date can show, milliseconds (ECMA-262 §21.4.1.1). */
const latestDate = 8.64e15;

/** Pause between two looks at the camera's picture, milliseconds. */
const lookInterval = 200;

const byId = (id) => document.getElementById(id);

let language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
/** What is shown now, to be said again in the other language. */
let shown = null;

const t = (key) => words[language][key];

/** An element with text or children; texts are never read as markup. */
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
};

const timeText = (milliseconds) =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(Math.min(milliseconds, latestDate));

const rowsOf = (rows) =>
  element(
    'dl',
    {},
    ...rows.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]),
  );

const tableOf = ({ heading, columns, rows }) => [
  element('h3', {}, heading),
  rows.length === 0
    ? element('p', { class: 'hint' }, t('noRows'))
    : element(
        'div',
        { class: 'table' },
        element(
          'table',
          {},
          element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', {}, column)))),
          element(
            'tbody',
            {},
            ...rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell)))),
          ),
        ),
      ),
];

const claimsCard = ({ claims, words: inWords, revokedAt }) =>
  element(
    'div',
    { class: 'card' },
    element('h2', {}, inWords.title[language]),
    element('p', { class: 'hint' }, t('compare')),
    rowsOf([
      [t('number'), claims.certificateNumber],
      [t('department'), claims.department.name],
      [t('holder'), claims.holder.name],
      [t('idNumber'), claims.holder.idNumber],
      ...(claims.agent
        ? [[t('agent'), `${claims.agent.maskedName} · ${t(`agent.${claims.agent.way}`)}`]]
        : []),
      [t('purpose'), claims.purpose],
      [t('issuedAt'), timeText(claims.issuedAt * 1000)],
      [t('expiresAt'), timeText(claims.expiresAt * 1000)],
      ...(revokedAt === null ? [] : [[t('revokedAt'), timeText(revokedAt)]]),
      [t('station'), `${claims.station.name} (${claims.station.code})`],
      [t('assurance'), t(`assurance.${claims.assuranceLevel}`)],
      ...inWords.facts.map(({ label, value }) => [label, value]),
    ]),
    ...inWords.tables.flatMap(tableOf),
  );

const verdict = (light, title, why) =>
  element(
    'div',
    { class: 'verdict', 'data-light': light },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[light]),
    element('h2', {}, title),
    ...(why ? [element('p', {}, why)] : []),
  );

const draw = () => {
  document.documentElement.lang = language;
  for (const worded of document.querySelectorAll('[data-word]')) {
    worded.textContent = t(worded.dataset.word);
  }
  byId('language').textContent = t('otherLanguage');
  byId('language').lang = language === 'en' ? 'zh-CN' : 'en';
  if (looking) byId('start-camera').textContent = t('stopCamera');
  const result = byId('result');
  result.hidden = shown === null;
  if (shown === null) return;
  if (shown.kind === 'note') {
    result.replaceChildren(verdict('amber', t(shown.word)));
    return;
  }
  const { outcome, claims } = shown.reply;
  result.dataset.outcome = outcome;
  result.replaceChildren(
    verdict(lights[outcome] ?? 'red', t(outcome), t(`${outcome}.why`)),
    ...(claims === null ? [] : [claimsCard(shown.reply)]),
  );
};

const show = (next) => {
  delete byId('result').dataset.outcome;
  shown = next;
  draw();
  byId('result').focus();
};

const verify = async (text) => {
  show({ kind: 'note', word: 'working' });
  try {
    const answer = await fetch('/v1/certificate-verifications', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    if (answer.ok) show({ kind: 'reply', reply: await answer.json() });
    else show({ kind: 'note', word: answer.status === 503 ? 'tooMany' : 'unreachable' });
  } catch {
    show({ kind: 'note', word: 'unreachable' });
  }
};

/** The camera's stream while it is looked at. */
let looking = null;

const stopLooking = () => {
  for (const track of looking?.getTracks() ?? []) track.stop();
  looking = null;
  byId('picture').srcObject = null;
  byId('picture').hidden = true;
  byId('start-camera').textContent = t('camera');
};

const startLooking = async () => {
  try {
    looking = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    show({ kind: 'note', word: 'cameraRefused' });
    return;
  }
  const stream = looking;
  const picture = byId('picture');
  byId('start-camera').textContent = t('stopCamera');
  picture.hidden = false;
  picture.srcObject = stream;
  await picture.play();
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  const look = async () => {
    if (looking !== stream) return;
    const [found] = await detector.detect(picture).catch(() => []);
    if (looking !== stream) return;
    if (found) {
      stopLooking();
      byId('text').value = found.rawValue;
      await verify(found.rawValue);
    } else {
      setTimeout(look, lookInterval);
    }
  };
  await look();
};

const canLook = async () =>
  'BarcodeDetector' in globalThis &&
  navigator.mediaDevices?.getUserMedia !== undefined &&
  (await BarcodeDetector.getSupportedFormats()).includes('qr_code');

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void verify(byId('text').value);
});
byId('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  draw();
});
byId('start-camera').addEventListener('click', () => {
  if (looking) stopLooking();
  else void startLooking();
});

draw();
const offersCamera = await canLook().catch(() => false);
byId('start-camera').hidden = !offersCamera;
byId('no-camera').hidden = offersCamera;
