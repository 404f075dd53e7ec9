import { element, paging, table, timeText } from './elements.js';

/** Complaints and suggestions, the newest first: what was written, and how whoever wrote it can be called. */

const subjectText = ({ t }, { about, item, department }) =>
  t(`feedback.about.${about}`, { code: item ?? department ?? '' });

const contentText = (w, { state, content }) =>
  content === null ? w.t(`feedback.state.${state}`) : content.text;

export const feedbackList = (w, route, list) => {
  const { t } = w;
  const columns = [
    { head: t('feedback.number'), cell: (row) => row.feedbackNumber },
    { head: t('feedback.kind'), cell: ({ content }) => content && t(`feedback.kind.${content.feedback}`) },
    { head: t('feedback.subject'), cell: ({ content }) => content && subjectText(w, content.subject) },
    { head: t('feedback.text'), cell: (row) => contentText(w, row) },
    { head: t('feedback.from'), cell: ({ content }) => content && (content.name ?? t('feedback.anonymous')) },
    { head: t('feedback.callback'), cell: ({ content }) => content?.callback ?? '–' },
    { head: t('station'), cell: (row) => row.stationCode },
    { head: t('filed'), cell: (row) => timeText(w, row.receivedAt) },
  ].map(({ head, cell }) => ({ head, cell: (row) => cell(row) ?? '–' }));
  return [
    element('h1', { tabindex: '-1' }, t('page.feedback')),
    element('p', { class: 'hint' }, t('feedback.lead')),
    ...(list.total === 0
      ? [element('p', {}, t('feedback.none'))]
      : [table(t('page.feedback'), columns, list.rows), paging(w, route, list) ?? '']),
  ];
};
