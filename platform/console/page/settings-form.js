import { element } from './elements.js';
import { textFor } from './form-fields.js';

/** Settings that may be changed from here (contract/remote-settings.ts). */
const localized = ['station.name', 'station.staffedHours'];
const texts = ['station.phone'];
const times = ['speech.quietFrom', 'speech.quietUntil'];
const numbers = [
  'session.idleSeconds',
  'session.warningSeconds',
  'session.staffIdleSeconds',
  'platform.timeoutMilliseconds',
];

const idOf = (setting, suffix = '') => `setting-${setting.replace('.', '-')}${suffix}`;

/** Changes settings of a kiosk; what is left empty stays as it is there. */
export const settingsForm = (w, send) => {
  const both = (setting) =>
    ['zh-CN', 'en'].map((language) =>
      textFor(w, idOf(setting, `-${language}`), `setting.${setting}.${language}`, {
        maxlength: '100',
        lang: language,
      }),
    );
  const said = element('p', { role: 'alert' });
  const form = element(
    'form',
    { id: 'settings-form' },
    element('p', { class: 'hint' }, w.t('settings.lead')),
    ...localized.flatMap(both),
    ...texts.map((setting) => textFor(w, idOf(setting), `setting.${setting}`, { maxlength: '20' })),
    ...times.map((setting) => textFor(w, idOf(setting), `setting.${setting}`, { type: 'time' })),
    ...numbers.map((setting) =>
      textFor(w, idOf(setting), `setting.${setting}`, { type: 'number', min: '1', step: '1' }),
    ),
    said,
    element('button', { type: 'submit' }, w.t('command.update-settings')),
  );
  const valueAt = (id) => form.querySelector(`#${id}`).value.trim();

  /** What was entered; null where a text is there in one language only. */
  const entered = () => {
    const changes = {};
    for (const setting of localized) {
      const [chinese, english] = ['-zh-CN', '-en'].map((suffix) => valueAt(idOf(setting, suffix)));
      if ((chinese === '') !== (english === '')) return null;
      if (chinese !== '') changes[setting] = { 'zh-CN': chinese, en: english };
    }
    for (const setting of [...texts, ...times, ...numbers]) {
      const value = valueAt(idOf(setting));
      if (value !== '') changes[setting] = numbers.includes(setting) ? Number(value) : value;
    }
    return changes;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const changes = entered();
    const trouble =
      changes === null
        ? 'settings.bothLanguages'
        : Object.keys(changes).length === 0
          ? 'settings.nothing'
          : null;
    said.textContent = trouble === null ? '' : w.t(trouble);
    if (trouble === null && confirm(w.t('command.update-settings.sure'))) {
      void send({ kind: 'update-settings', changes });
    }
  });
  return element('details', { class: 'more' }, element('summary', {}, w.t('command.update-settings')), form);
};
