import { element } from './elements.js';

/** Fields of the forms by which commands are given. */

/** One of several times, in seconds; `0` stands for no end. */
export const choiceOf = (w, id, label, values, chosen) =>
  element(
    'label',
    { for: id },
    w.t(label),
    element(
      'select',
      { id },
      ...values.map((value) => {
        const option = element('option', { value: `${value}` }, w.t(`duration.${value}`));
        option.selected = value === chosen;
        return option;
      }),
    ),
  );

/** A line of text; `attributes` are those of the input. What was said against it stands until something else is written. */
export const textFor = (w, id, label, attributes = {}) => {
  const input = element('input', { id, autocomplete: 'off', ...attributes });
  input.addEventListener('input', () => input.setCustomValidity(''));
  return element('label', { for: id }, w.t(label), input);
};

/** What was written in a field, without blanks around it; undefined where nothing was, or not what it takes: it says so itself. */
export const writtenIn = ({ t }, field) => {
  const text = field.value.trim();
  field.setCustomValidity(text === '' ? t('field.blank') : '');
  return field.reportValidity() ? text : undefined;
};

export const checkFor = (w, id, label) =>
  element('label', { for: id, class: 'check' }, element('input', { id, type: 'checkbox' }), w.t(label));
