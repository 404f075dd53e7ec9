import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import type { DeviceTestView } from '../../../electron/contract/diagnostics/diagnostic-pages.ts';
import type { DeviceTestOfScreen } from '../../../electron/contract/diagnostics/device-test-words.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { DeadPixels } from './dead-pixels.tsx';
import { TouchGrid } from './touch-grid.tsx';

const LatestResult = ({ results: [latest] }: Pick<DeviceTestView, 'results'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  if (latest === undefined) return <p className="staff-note">{t('tests.never')}</p>;
  const { outcome, at, by, detail } = latest;
  return (
    <p data-outcome={outcome}>
      <strong>{t(`testOutcome.${outcome}`)}</strong>{' '}
      <span className="staff-note">
        {t('tests.result', { time: timeInWords(at, now, locale), by, detail })}
      </span>
    </p>
  );
};

const StartButton = ({
  name,
  onShow,
}: {
  readonly name: DeviceTestView['name'];
  readonly onShow: (test: DeviceTestOfScreen) => void;
}) => {
  const { t } = useWords();
  const label = `${t('tests.run')} ${t(`test.${name}`)}`;
  if (name === 'touch-grid' || name === 'dead-pixels') {
    return (
      <Pressable
        className="button button-secondary"
        data-testid={`run-${name}`}
        aria-label={label}
        onPress={() => onShow(name)}
      >
        {t('tests.run')}
      </Pressable>
    );
  }
  return (
    <StaffButton intent={{ name: 'runTest', test: name }} testId={`run-${name}`} label={label}>
      {t('tests.run')}
    </StaffButton>
  );
};

const iconOf = ({ results: [latest] }: DeviceTestView) =>
  latest === undefined ? CircleDashed : latest.outcome === 'passed' ? CircleCheck : CircleAlert;

/** Every test with its newest result; those of the screen are done here and now. */
export const TestsPage = ({
  page: { tests, underWay },
  working,
}: StaffPageProps<'tests'> & { readonly working: boolean }) => {
  const { t } = useWords();
  const [shown, setShown] = useState<DeviceTestOfScreen | null>(null);
  return (
    <>
      <ScreenHeading title={t('tests.title')} lead={[t('tests.lead')]} />
      <ul className="diagnostic-list">
        {tests.map((test) => (
          <li
            key={test.name}
            className="card diagnostic-device"
            data-testid={`test-${test.name}`}
            data-outcome={test.results[0]?.outcome ?? 'none'}
          >
            <Icon of={iconOf(test)} small />
            <div>
              <h2>{t(`test.${test.name}`)}</h2>
              <p className="staff-note">
                {t(test.fitted ? (`test.${test.name}.todo` as const) : 'tests.notFitted')}
              </p>
              {test.fitted && <LatestResult results={test.results} />}
            </div>
            {working && underWay === test.name ? (
              <StaffButton intent={{ name: 'cancelTest' }}>{t('tests.cancel')}</StaffButton>
            ) : (
              test.fitted && !working && <StartButton name={test.name} onShow={setShown} />
            )}
          </li>
        ))}
      </ul>
      {shown === 'touch-grid' && <TouchGrid onDone={() => setShown(null)} />}
      {shown === 'dead-pixels' && <DeadPixels onDone={() => setShown(null)} />}
    </>
  );
};
