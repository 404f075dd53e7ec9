import { approvalList, firstApprovalState } from './approval-list.js';
import { wordsIn } from './elements.js';
import { feedbackList } from './feedback-view.js';
import { kioskView } from './kiosk-view.js';
import { firstVerificationStanding, verificationList } from './verification-view.js';
import { applicationList, faultList, firstState, kioskList, supplyList } from './list-views.js';

/** The page of the centre: signs in, follows the address, asks the platform, draws what it says. */

const byId = (id) => document.getElementById(id);

/** The administration's token; here alone, and gone with the page. */
let token = null;
let language = navigator.language.startsWith('en') ? 'en' : 'zh-CN';
/** What is shown now, to be drawn again in the other language. */
let shown = null;
/** Counts the questions, so that an answer that comes late is not shown over a later one. */
let asked = 0;

const lists = {
  kiosks: { draw: kioskList, choices: ['page', 'light', 'search'] },
  supplies: { draw: supplyList, choices: ['page'] },
  faults: { draw: faultList, choices: ['page', 'actor'] },
  applications: { draw: applicationList, choices: ['page', 'state'], first: { state: firstState } },
  feedback: { draw: feedbackList, choices: ['page'] },
  verifications: {
    draw: verificationList,
    choices: ['page', 'standing'],
    first: { standing: firstVerificationStanding },
  },
  approvals: { draw: approvalList, choices: ['page', 'state'], first: { state: firstApprovalState } },
};

/** What the address asks for; the list of kiosks where it asks for nothing that there is. */
const routeOf = (hash) => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', kioskId] = path.split('/');
  if (page === 'kiosks' && kioskId) return { page, kioskId, choices: {} };
  const known = Object.hasOwn(lists, page) ? page : 'kiosks';
  const choices = Object.fromEntries(
    [...new URLSearchParams(query)].filter(([name]) => lists[known].choices.includes(name)),
  );
  return { page: known, kioskId: null, choices };
};

/** Asks the administration; the answer's body as `read` has it, or why there is none. */
const ask = async (path, body, read = (answer) => answer.json()) => {
  try {
    const answer = await fetch(`/admin/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return { ok: true, body: await read(answer) };
    const words = { 401: 'trouble.token', 404: 'trouble.notFound', 503: 'trouble.busy' };
    const isGone = answer.status === 404 || answer.status === 409;
    return { ok: false, word: words[answer.status] ?? 'trouble.refused', isGone };
  } catch {
    return { ok: false, word: 'trouble.unreachable', isGone: false };
  }
};

const giveTo = (kioskId) => async (order, expiresInSeconds) => {
  const given = await ask('kiosk-commands', { kioskId, order, expiresInSeconds });
  if (given.ok) await open({ isGiven: true });
  return given.ok;
};

/** A document of a kiosk as a blob; undefined where it could not be had, and the page says why. */
const readFrom = (kioskId) => async (key) => {
  const path = `kiosk-documents/${encodeURIComponent(kioskId)}/${encodeURIComponent(key)}`;
  const read = await ask(path, undefined, (answer) => answer.blob());
  showTrouble(read.ok ? null : read.word);
  return read.ok ? read.body : undefined;
};

/** Reads something of one row; undefined where it could not be had, and the page says why. */
const readOf = (path) => async (number) => {
  const read = await ask(`${path}/${encodeURIComponent(number)}`);
  if (read.word === 'trouble.token') signOut(read.word);
  else showTrouble(read.ok ? null : read.word);
  return read.ok ? read.body : undefined;
};

/**
 * Decides about one row, and draws the list anew; answers why it was not taken, null where it was. Where somebody was faster, or
 * the applicant answered, the list is drawn anew, too.
 */
const decideIn = (path) => async (decision) => {
  const taken = await ask(path, decision);
  if (taken.ok) {
    await open();
    return null;
  }
  if (taken.word === 'trouble.token') {
    signOut(taken.word);
  } else if (taken.isGone) {
    await open();
    if (byId('trouble').hidden) showTrouble('trouble.changed');
    return 'trouble.changed';
  }
  return taken.word;
};

/** What a clerk does in the lists. */
const clerkActs = {
  decide: decideIn('approval-decisions'),
  readSubject: readOf('approval-subjects'),
  takeStep: decideIn('course-steps'),
  readApplicant: readOf('applicants'),
  readAnswer: readOf('correction-answers'),
};

const showTrouble = (word) => {
  byId('trouble').hidden = word === null;
  byId('trouble').textContent = word === null ? '' : wordsIn(language).t(word);
  byId('trouble').dataset.word = word ?? '';
};

const draw = () => {
  const w = wordsIn(language);
  document.documentElement.lang = language;
  for (const worded of document.querySelectorAll('[data-word]')) {
    if (worded.dataset.word !== '') worded.textContent = w.t(worded.dataset.word);
  }
  for (const labelled of document.querySelectorAll('[data-word-label]')) {
    labelled.setAttribute('aria-label', w.t(labelled.dataset.wordLabel));
  }
  byId('language').textContent = w.t('otherLanguage');
  byId('language').lang = language === 'en' ? 'zh-CN' : 'en';
  for (const id of ['pages', 'sign-out', 'view']) byId(id).hidden = token === null;
  byId('sign-in').hidden = token !== null;
  document.title = w.t('title');
  if (shown === null) {
    byId('view').replaceChildren();
    return;
  }
  const { route, body } = shown;
  for (const link of byId('pages').querySelectorAll('a')) {
    if (link.dataset.page === route.page) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const nodes =
    route.kioskId === null
      ? lists[route.page].draw(w, route, body, clerkActs)
      : kioskView(w, body, { give: giveTo(route.kioskId), isGiven: shown.isGiven }, readFrom(route.kioskId));
  byId('view').replaceChildren(...nodes);
  document.title = `${byId('view').querySelector('h1')?.textContent ?? ''} · ${w.t('title')}`;
};

const signOut = (word) => {
  token = null;
  shown = null;
  draw();
  showTrouble(word);
  byId('token').focus();
};

/** Asks for what the address says, and draws it; `isGiven` when a command was given just now. */
const open = async ({ isGiven = false } = {}) => {
  if (token === null) return;
  const route = routeOf(location.hash);
  const { kioskId, page, choices } = route;
  const query = new URLSearchParams({ ...lists[page].first, ...choices });
  asked += 1;
  const mine = asked;
  const path = kioskId === null ? `${page}?${query}` : `kiosks/${encodeURIComponent(kioskId)}`;
  const answer = await ask(`console/${path}`);
  if (mine !== asked) return;
  if (answer.ok) {
    shown = { route, body: answer.body, isGiven };
    showTrouble(null);
    draw();
    byId('view')
      .querySelector(isGiven ? '[role=status]' : 'h1')
      ?.focus();
  } else if (answer.word === 'trouble.token') {
    signOut(answer.word);
  } else {
    showTrouble(answer.word);
  }
};

byId('sign-in-form').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  byId('token').value = '';
  // What no header field can carry is no token.
  if (/^[\x21-\x7e]+$/.test(token)) void open();
  else signOut('trouble.token');
});
byId('sign-out').addEventListener('click', () => signOut(null));
byId('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  draw();
});
addEventListener('hashchange', () => void open());
// The page that is shown already is asked for anew.
byId('pages').addEventListener('click', ({ target }) => {
  if (target.closest('a')?.hash === location.hash) void open();
});
draw();
