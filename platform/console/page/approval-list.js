import { addressWith, choices, element, light, paging, table, timeText } from './elements.js';
import { textFor, writtenIn } from './form-fields.js';

/** Certificates that a clerk looks at first: what waits, by when, and what was decided. */

const states = ['pending', 'approved', 'refused', 'issued'];
export const firstApprovalState = 'pending';

const lights = { green: 'green', yellow: 'amber', red: 'red' };
/** As the contract has it (contract/remote-commands.ts). */
const longestReason = { 'zh-CN': '50', en: '100' };

const deadlineCell = (w, { approval, deadline }) =>
  deadline === null
    ? w.t('none')
    : element(
        'span',
        {},
        light(w, lights[deadline.light], `deadlineLight.${deadline.light}`),
        ' ',
        w.t('deadline.due', {
          day: approval.dueOn,
          used: deadline.usedWorkingDays,
          limit: deadline.limitWorkingDays,
        }),
      );

const decisionText = (w, { approval }) => {
  switch (approval.state) {
    case 'approved':
      return w.t('approval.goodUntil', { day: approval.goodUntil });
    case 'refused':
      return w.pick(approval.reason);
    case 'issued':
      return approval.certificateNumber;
    default:
      return '';
  }
};

/** The two decisions; a refusal says why in both languages. `decide` answers why it was not taken, null where it was. */
const decisionForms = (w, { approval }, { decide, readSubject }) => {
  const { t } = w;
  const { requestNumber } = approval;
  const said = element('p', { role: 'status' });
  const give = async (decision) => {
    said.textContent = t('working');
    const why = await decide({ requestNumber, ...decision });
    said.textContent = why === null ? '' : t(why);
  };
  const button = (word, act) => {
    const made = element('button', { type: 'button' }, t(word));
    made.addEventListener('click', () => void act());
    return made;
  };
  const show = button('approval.subject', async () => {
    const subject = await readSubject(requestNumber);
    if (subject !== undefined) show.replaceWith(element('strong', {}, `${subject.name} ${subject.idNumber}`));
  });
  const refusal = element(
    'form',
    {},
    textFor(w, `zh-${requestNumber}`, 'approval.reasonZh', {
      maxlength: longestReason['zh-CN'],
      required: '',
      lang: 'zh-CN',
    }),
    textFor(w, `en-${requestNumber}`, 'approval.reasonEn', {
      maxlength: longestReason.en,
      required: '',
      lang: 'en',
    }),
    element('button', { type: 'submit' }, t('approval.refuse')),
  );
  refusal.addEventListener('submit', (event) => {
    event.preventDefault();
    const [chinese, english] = refusal.querySelectorAll('input');
    const reason = { 'zh-CN': writtenIn(w, chinese), en: writtenIn(w, english) };
    if (reason['zh-CN'] !== undefined && reason.en !== undefined) void give({ decision: 'refuse', reason });
  });
  return element(
    'div',
    {},
    element(
      'div',
      { class: 'paging' },
      show,
      button('approval.approve', () => {
        if (confirm(t('approval.approve.sure'))) return give({ decision: 'approve' });
      }),
    ),
    element('details', { class: 'more' }, element('summary', {}, t('approval.refuse')), refusal),
    said,
  );
};

export const approvalList = (w, route, list, acts) => {
  const { t } = w;
  const state = route.choices.state ?? firstApprovalState;
  const columns = [
    { head: t('approval.number'), cell: ({ approval }) => approval.requestNumber },
    { head: t('item'), cell: (row) => `${w.pick(row.item)} · ${w.pick(row.purpose)}` },
    { head: t('approval.holder'), cell: ({ maskedHolder }) => maskedHolder },
    { head: t('station'), cell: ({ stationCode }) => stationCode },
    { head: t('approval.asked'), cell: ({ approval }) => timeText(w, approval.requestedAt) },
    ...(state === 'pending'
      ? [
          { head: t('deadline'), cell: (row) => deadlineCell(w, row) },
          { head: t('approval.decision'), cell: (row) => decisionForms(w, row, acts) },
        ]
      : [{ head: t('approval.decision'), cell: (row) => decisionText(w, row) }]),
  ];
  return [
    element('h1', { tabindex: '-1' }, t('page.approvals')),
    element('p', { class: 'hint' }, t('approvals.lead')),
    choices(
      t('approvals.byState'),
      states.map((each) => ({
        href: addressWith(route, { state: each, page: null }),
        content: t(`approvalState.${each}`),
        count: list.counts[each] ?? 0,
        chosen: each === state,
      })),
    ),
    ...(list.total === 0
      ? [element('p', {}, t('approvals.none'))]
      : [table(t('page.approvals'), columns, list.rows), paging(w, route, list) ?? '']),
  ];
};
