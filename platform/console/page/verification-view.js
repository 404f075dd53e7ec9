import { addressWith, choices, element, light, paging, table, timeText } from './elements.js';
import { textFor } from './form-fields.js';
import { deadlineText } from './list-views.js';

/** Applications of which a check says something else than the register: both values, the deadline, and what to do. */

const standings = ['open', 'asked', 'ended'];
export const firstVerificationStanding = 'open';

/** As the contract has it (platform/admin/admin-api.ts, platform/contract/course.ts). */
const clerkPattern = '[0-9A-Za-z\\-]{1,40}';
const longestReason = '1000';

const checkCell = (w, { verifications }) =>
  element(
    'div',
    {},
    ...verifications.map(({ check, checkedAt }) =>
      element('p', {}, w.t(`verification.check.${check}`), ' · ', timeText(w, checkedAt)),
    ),
  );

const enteredCell = (w, { verifications }) =>
  element(
    'div',
    {},
    ...verifications.map(({ entered, isAfterFiling }) =>
      element(
        'p',
        {},
        element('strong', {}, w.t(`verification.result.${entered}`)),
        isAfterFiling ? element('span', { class: 'warning' }, ` ${w.t('verification.afterFiling')}`) : null,
      ),
    ),
  );

const foundCell = (w, { verifications }) =>
  element(
    'div',
    {},
    ...verifications.map(({ found }) =>
      element('p', {}, element('strong', {}, w.t(`verification.result.${found}`))),
    ),
  );

const deadlineCell = (w, { deadline }) =>
  deadline === null
    ? '–'
    : element(
        'span',
        {},
        light(w, deadline.light, `deadlineLight.${deadline.light}`),
        ' ',
        deadlineText(w, deadline),
      );

/** Accept, ask for corrections, or refuse: in the name of a clerk, and the last two with a reason for the applicant. */
const decisionForm = (w, { receiptNumber, department }, { takeStep, readApplicant }) => {
  const { t } = w;
  if (department === null) return t('verification.noDepartment');
  const said = element('p', { role: 'status' });
  const clerk = textFor(w, `clerk-${receiptNumber}`, 'verification.clerk', {
    maxlength: '40',
    pattern: clerkPattern,
    required: '',
  });
  const reason = textFor(w, `reason-${receiptNumber}`, 'verification.reason', {
    maxlength: longestReason,
    lang: 'zh-CN',
  });
  const clerkField = clerk.querySelector('input');
  const reasonField = reason.querySelector('input');
  const take = async (step) => {
    reasonField.required = step !== 'accepted';
    if (!clerkField.reportValidity() || !reasonField.reportValidity()) return;
    if (!confirm(t(`verification.sure.${step}`))) return;
    said.textContent = t('working');
    const move = step === 'accepted' ? { step } : { step, reason: reasonField.value.trim() };
    const taken = await takeStep({ receiptNumber, department, clerk: clerkField.value, move });
    if (!taken) said.textContent = t('approval.notTaken');
  };
  const button = (word, act) => {
    const made = element('button', { type: 'button' }, t(word));
    made.addEventListener('click', () => void act());
    return made;
  };
  const show = button('approval.subject', async () => {
    const subject = await readApplicant(receiptNumber);
    if (subject !== undefined) show.replaceWith(element('strong', {}, `${subject.name} ${subject.idNumber}`));
  });
  return element(
    'div',
    {},
    show,
    element(
      'details',
      { class: 'more' },
      element('summary', {}, t('verification.decide')),
      clerk,
      reason,
      element(
        'div',
        { class: 'paging' },
        button('verification.accept', () => take('accepted')),
        button('verification.correct', () => take('corrections-asked')),
        button('verification.refuse', () => take('not-accepted')),
      ),
    ),
    said,
  );
};

export const verificationList = (w, route, list, acts) => {
  const { t } = w;
  const standing = route.choices.standing ?? firstVerificationStanding;
  const columns = [
    { head: t('receipt'), cell: (row) => row.receiptNumber },
    { head: t('item'), cell: (row) => w.pick(row.item) },
    { head: t('approval.holder'), cell: (row) => row.maskedApplicant },
    { head: t('verification.check'), cell: (row) => checkCell(w, row) },
    { head: t('verification.entered'), cell: (row) => enteredCell(w, row) },
    { head: t('verification.found'), cell: (row) => foundCell(w, row) },
    { head: t('deadline'), cell: (row) => deadlineCell(w, row) },
    standing === 'open'
      ? { head: t('approval.decision'), cell: (row) => decisionForm(w, row, acts) }
      : { head: t('verification.state'), cell: (row) => t(`state.${row.state}`) },
  ];
  return [
    element('h1', { tabindex: '-1' }, t('page.verifications')),
    element('p', { class: 'hint' }, t('verifications.lead')),
    choices(
      t('approvals.byState'),
      standings.map((each) => ({
        href: addressWith(route, { standing: each, page: null }),
        content: t(`verification.standing.${each}`),
        count: list.counts[each],
        chosen: each === standing,
      })),
    ),
    ...(list.total === 0
      ? [element('p', {}, t('verifications.none'))]
      : [table(t('page.verifications'), columns, list.rows), paging(w, route, list) ?? '']),
  ];
};
