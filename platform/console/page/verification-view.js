import { addressWith, choices, element, light, paging, table, timeText } from './elements.js';
import { textFor, writtenIn } from './form-fields.js';
import { deadlineText } from './list-views.js';

/** Applications of which a check says something else than the register: both values, the deadline, and what to do. */

const standings = ['open', 'waiting', 'asked', 'ended'];
export const firstVerificationStanding = 'open';

/** As the contract has it (platform/admin/admin-api.ts, platform/contract/course.ts). */
const clerkPattern = '[0-9A-Za-z\\-]{1,40}';
const longestReason = '1000';

const applicationCell = (w, { item, receiptNumber, maskedApplicant }) =>
  element(
    'div',
    {},
    element('p', {}, element('strong', {}, w.pick(item))),
    element('p', { class: 'hint whole' }, receiptNumber),
    element('p', {}, maskedApplicant),
  );

const checkCell = (w, { verifications }) =>
  element(
    'div',
    {},
    ...verifications.flatMap(({ check, checkedAt }) => [
      element('p', {}, w.t(`verification.check.${check}`)),
      element('p', { class: 'hint whole' }, timeText(w, checkedAt)),
    ]),
  );

const enteredCell = (w, { verifications }) =>
  element(
    'div',
    {},
    ...verifications.map(({ entered, isAfterFiling }) =>
      element(
        'p',
        {},
        element('strong', { class: 'whole' }, w.t(`verification.result.${entered}`)),
        isAfterFiling ? element('span', { class: 'warning' }, ` ${w.t('verification.afterFiling')}`) : null,
      ),
    ),
  );

const foundCell = (w, { verifications, agreesNow }) =>
  element(
    'div',
    {},
    ...verifications.map(({ found }) =>
      element('p', {}, element('strong', { class: 'whole' }, w.t(`verification.result.${found}`))),
    ),
    agreesNow ? element('p', { class: 'hint' }, w.t('verification.agreesNow')) : null,
  );

/** What was asked, when it was answered, and the answer for whoever asks to see it. */
const answeredPart = (w, { receiptNumber, answered }, { readAnswer }) => {
  const show = element('button', { type: 'button' }, w.t('verification.showAnswer'));
  show.addEventListener('click', async () => {
    const answer = await readAnswer(receiptNumber);
    if (answer === undefined) return;
    show.replaceWith(
      ...answer.answers.map(({ label, answer: said }) =>
        element('p', {}, `${w.pick(label)}${w.t('verification.colon')}`, element('strong', {}, w.pick(said))),
      ),
    );
  });
  return element(
    'div',
    { class: 'answered' },
    element('p', { class: 'hint' }, w.t('verification.asked', { reason: answered.asked })),
    element(
      'p',
      { class: 'hint whole' },
      w.t('verification.answered', { time: timeText(w, answered.answeredAt) }),
    ),
    show,
  );
};

/** How it stands: the state, by when somebody has to do something, and what was answered. */
const stateCell = (w, row, acts) => {
  const { state, deadline, answered } = row;
  return element(
    'div',
    {},
    element('p', {}, element('strong', {}, w.t(`state.${state}`))),
    deadline && element('p', {}, light(w, deadline.light, `deadlineLight.${deadline.light}`)),
    // An estimate says why it is one, and is long.
    deadline && element('p', { class: deadline.isEstimate ? null : 'whole' }, deadlineText(w, deadline)),
    answered && answeredPart(w, row, acts),
  );
};

/**
 * Accept, ask for corrections, or refuse: in the name of a clerk, and the last two with a reason for the applicant. `takeStep`
 * answers why it was not taken, null where it was.
 */
const decisionForm = (w, { receiptNumber, department, position }, { takeStep, readApplicant }) => {
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
    if (!clerkField.reportValidity()) return;
    const why = step === 'accepted' ? null : writtenIn(w, reasonField);
    if (why === undefined) return;
    if (!confirm(t(`verification.sure.${step}`))) return;
    said.textContent = t('working');
    const move = why === null ? { step } : { step, reason: why };
    const trouble = await takeStep({
      receiptNumber,
      department,
      clerk: clerkField.value,
      move,
      seenPosition: position,
    });
    said.textContent = trouble === null ? '' : t(trouble);
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
    { head: t('verification.application'), cell: (row) => applicationCell(w, row) },
    { head: t('verification.check'), cell: (row) => checkCell(w, row) },
    { head: t('verification.entered'), cell: (row) => enteredCell(w, row) },
    { head: t('verification.found'), cell: (row) => foundCell(w, row) },
    { head: t('verification.state'), cell: (row) => stateCell(w, row, acts) },
    ...(standing === 'open'
      ? [{ head: t('approval.decision'), cell: (row) => decisionForm(w, row, acts) }]
      : []),
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
