import { card, element, facts } from './elements.js';

/** Why nothing is taken although the kiosk is in order: nobody has to do anything about it. */
const inOrder = ['not-newer', 'not-its-turn', 'nothing-there', 'other-ring', 'stopped', 'no-source'];

/** How a kiosk stands with releases of its program: what runs, whose releases it takes, what comes next and why it does not. */
export const programCard = (w, { appVersion, update }) => {
  const { t } = w;
  if (update === undefined) return card(t('program'), facts([[t('version'), appVersion]]));
  const { state, ring, offered, reason, rolledBack } = update;
  const calls = reason !== null && !inOrder.includes(reason);
  return card(
    t('program'),
    rolledBack === null
      ? ''
      : element('p', { class: 'warning' }, t('program.rolledBack', { version: rolledBack })),
    calls ? element('p', { class: 'warning' }, t(`programReason.${reason}`)) : '',
    facts([
      [t('version'), appVersion],
      [t('program.ring'), ring === null ? t('none') : t(`ring.${ring}`)],
      [t('program.state'), t(`programState.${state}`)],
      [t('program.offered'), offered ?? t('none')],
      ...(reason === null || calls ? [] : [[t('program.reason'), t(`programReason.${reason}`)]]),
    ]),
  );
};
