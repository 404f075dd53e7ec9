import { PenLine, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../../bridge/use-now.ts';
import { AsWritten } from '../../components/as-written.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CourseNow } from './course-now.tsx';
import { CourseSteps } from './course-steps.tsx';
import { PromisedPages } from './promised-pages.tsx';
import { filedInWords, sourceInWords } from './progress-words.ts';

/** Steps that fit beside what is to be done; the newest are shown. */
const stepsShown = { normal: 7, elder: 3, seated: 3 } as const;
/** Beside what was promised; they stand under the heading where the screen lies on its side. */
const stepsBesidePromises = 4;
/** Upright there is less room beneath what was promised, … */
const uprightBesidePromises = { normal: 4, elder: 1, seated: 1 } as const;
/** … and less where it is said as well why little is known: the state stands above. */
const uprightOffline = { normal: 1, elder: 0, seated: 0 } as const;

type Detail = ScreenProps<'progressDetail'>['visit'];

/** What the department wants, or what has to be done about the result; one button at most. */
const WhatNow = ({ visit }: { readonly visit: Detail }) => {
  const { t } = useWords();
  const { application, correction, result, source } = visit;
  const { state, deadline } = application;
  const hint = (text: string): ReactNode => <p className="hint">{text}</p>;
  if (correction) {
    return (
      <>
        <Caution title={t('progressDetail.correction')}>
          <AsWritten text={correction.reason} />
        </Caution>
        {correction.answer === 'wanted' ? (
          <ActionButton intent={{ name: 'answerCorrection' }} kind="primary" icon={PenLine}>
            {t('progressDetail.answer')}
          </ActionButton>
        ) : (
          <p className="hint" data-testid="correction-answer" data-answer={correction.answer}>
            {t(`progressDetail.answer.${correction.answer}`)}
          </p>
        )}
      </>
    );
  }
  if (state === 'corrections-asked' && source.from === 'kiosk') {
    return hint(t('progressDetail.correction.offline'));
  }
  if (state === 'queued' || state === 'refused') return hint(t(`progressDetail.${state}`));
  if (result) {
    return (
      <>
        <p className="progress-result" data-testid="result" data-decision={result.decision}>
          <strong>
            {t(result.decision === 'granted' ? 'progressDetail.granted' : 'progressDetail.notGranted')}
          </strong>
          {(result.canPrint || result.delivery !== null) && (
            <span>
              {t(`progressDetail.result.${result.canPrint ? 'print' : (result.delivery ?? 'message')}`)}
            </span>
          )}
        </p>
        {result.canPrint && (
          <ActionButton intent={{ name: 'collectResult' }} kind="primary" icon={Printer}>
            {t('progressDetail.print')}
          </ActionButton>
        )}
      </>
    );
  }
  return deadline?.light === 'red' && deadline.waitsFor !== 'applicant'
    ? hint(t('progressDetail.overdue'))
    : null;
};

/** One application: its receipt, where and when it was filed, its steps with their dates, its deadline, what to do now. */
export const ProgressDetailScreen = ({ visit, snapshot }: ScreenProps<'progressDetail'>) => {
  const words = useWords();
  const { t, pick, locale } = words;
  const now = useNow();
  const { application, department, steps, source, promises } = visit;
  const { itemName, receiptNumber, deadline, filedAt, heardAt, state } = application;
  const said = sourceInWords(source, now, words);
  const mode = snapshot.seated ? 'seated' : snapshot.elderMode ? 'elder' : 'normal';
  const all = [
    { words: t('progressDetail.filed'), at: filedAt },
    ...steps.map(({ state: step, takenAt }) => ({ words: t(`course.${step}`), at: takenAt })),
  ];
  const waiting = state === 'queued' || state === 'refused' ? t(`course.${state}`) : null;
  return (
    <div className="screen progress-detail" data-promised={promises.length > 0}>
      <ScreenHeading
        title={itemName === null ? t('progress.unnamed') : pick(itemName)}
        lead={department === null ? [] : [pick(department)]}
      />
      <div className="screen-body progress-detail-body">
        {said && <Caution title={said.title}>{said.body}</Caution>}
        <div className="card progress-card">
          <CourseNow state={state} deadline={deadline} />
          <p className="filed-where">
            {filedInWords(application, now, words)}
            {heardAt !== null && `（${t('progress.heardAt', { time: timeInWords(heardAt, now, locale) })}）`}
          </p>
          <p className="progress-number">
            {t('progress.receipt')}{' '}
            <strong data-testid="receipt-number" data-number={receiptNumber}>
              {receiptNumberParts(receiptNumber).join(' ')}
            </strong>
          </p>
        </div>
        {promises.length > 0 && <PromisedPages promises={promises} mode={mode} />}
        {promises.length === 0 && <CourseSteps steps={all.slice(-stepsShown[mode])} waiting={waiting} />}
      </div>
      {promises.length > 0 && (
        <CourseSteps
          steps={all.slice(-stepsBesidePromises)}
          waiting={waiting}
          upright={(said ? uprightOffline : uprightBesidePromises)[mode]}
        />
      )}
      <div className="screen-actions">
        <WhatNow visit={visit} />
      </div>
    </div>
  );
};
