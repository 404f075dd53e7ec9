import { closingForm } from './closing-form.js';
import { element } from './elements.js';
import { choiceOf, textFor } from './form-fields.js';
import { settingsForm } from './settings-form.js';

/** How long a command waits for a kiosk that does not report, seconds. */
const lives = [600, 3_600, 86_400];
/** How long a notice stands on the screen, seconds. */
const notices = [3_600, 14_400, 86_400, 259_200];
/** As the contract has it (contract/remote-commands.ts). */
const longestNotice = { 'zh-CN': '50', en: '100' };

/**
 * The commands that can be given to a kiosk. `give` sends an order with its life in seconds and answers whether it was
 * taken; what is shown then is drawn anew, with `isGiven`.
 */
export const commandForms = (w, { give, isGiven }) => {
  const said = element('p', { role: 'status', tabindex: '-1', class: isGiven ? 'done' : null });
  if (isGiven) said.textContent = w.t('command.given');
  const life = choiceOf(w, 'command-life', 'command.life', lives, lives[1]);
  const send = async (order) => {
    said.className = '';
    said.textContent = w.t('working');
    const isTaken = await give(order, Number(life.querySelector('select').value));
    if (!isTaken) said.textContent = w.t('command.notGiven');
  };

  const message = element(
    'form',
    { id: 'message-form' },
    textFor(w, 'message-zh', 'command.messageZh', {
      maxlength: longestNotice['zh-CN'],
      required: '',
      lang: 'zh-CN',
    }),
    textFor(w, 'message-en', 'command.messageEn', { maxlength: longestNotice.en, required: '', lang: 'en' }),
    choiceOf(w, 'message-until', 'command.messageFor', notices, notices[1]),
    element('button', { type: 'submit', class: 'primary' }, w.t('command.message')),
  );
  message.addEventListener('submit', (event) => {
    event.preventDefault();
    const fieldValue = (id) => message.querySelector(`#${id}`).value;
    void send({
      kind: 'message',
      text: { 'zh-CN': fieldValue('message-zh'), en: fieldValue('message-en') },
      until: Date.now() + Number(fieldValue('message-until')) * 1_000,
    });
  });

  const plain = (kind) => {
    const button = element('button', { type: 'button', id: `give-${kind}` }, w.t(`command.${kind}`));
    button.addEventListener('click', () => {
      if (confirm(w.t(`command.${kind}.sure`))) void send({ kind });
    });
    return button;
  };

  return element(
    'div',
    { class: 'orders' },
    element('p', { class: 'hint' }, w.t('command.lead')),
    said,
    life,
    message,
    closingForm(w, send, longestNotice),
    settingsForm(w, send),
    element(
      'div',
      { class: 'paging' },
      plain('clear-message'),
      plain('open'),
      plain('collect-log'),
      plain('restart'),
    ),
  );
};
