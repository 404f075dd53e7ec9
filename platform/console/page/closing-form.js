import { element } from './elements.js';
import { checkFor, choiceOf, textFor } from './form-fields.js';

/** For how long a kiosk is closed, seconds; 0: until it is opened from here. */
const closings = [3_600, 14_400, 43_200, 86_400, 0];

/** Closes a kiosk for residents: why in both languages, for how long, and whether staff may open it before. */
export const closingForm = (w, send, longestNotice) => {
  const form = element(
    'form',
    { id: 'close-form' },
    textFor(w, 'close-zh', 'closing.reasonZh', {
      maxlength: longestNotice['zh-CN'],
      required: '',
      lang: 'zh-CN',
    }),
    textFor(w, 'close-en', 'closing.reasonEn', { maxlength: longestNotice.en, required: '', lang: 'en' }),
    choiceOf(w, 'close-for', 'closing.for', closings, closings[1]),
    checkFor(w, 'close-staff', 'closing.staffMayOpen'),
    element('button', { type: 'submit' }, w.t('command.close')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const field = (id) => form.querySelector(`#${id}`);
    const seconds = Number(field('close-for').value);
    if (!confirm(w.t('command.close.sure'))) return;
    void send({
      kind: 'close',
      reason: { 'zh-CN': field('close-zh').value, en: field('close-en').value },
      until: seconds === 0 ? null : Date.now() + seconds * 1_000,
      staffMayOpen: field('close-staff').checked,
    });
  });
  return form;
};
