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

/** A line of text; `attributes` are those of the input. */
export const textFor = (w, id, label, attributes = {}) =>
  element('label', { for: id }, w.t(label), element('input', { id, autocomplete: 'off', ...attributes }));

export const checkFor = (w, id, label) =>
  element('label', { for: id, class: 'check' }, element('input', { id, type: 'checkbox' }), w.t(label));
