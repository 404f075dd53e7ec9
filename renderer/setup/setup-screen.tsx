import { Check, CircleAlert, CircleCheck, Hourglass, Languages, LogOut, Wrench } from 'lucide-react';
import type { SetupView } from '../../electron/contract/setup/setup-view.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { ActionButton } from '../components/action-button.tsx';
import { ClockFace } from '../components/clock-face.tsx';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { ContrastButton } from '../staff/contrast-button.tsx';
import { SetupButton } from './setup-button.tsx';
import { SetupIdleWarning } from './setup-idle-warning.tsx';
import { CentreStep } from './steps/centre-step.tsx';
import { ChecksStep } from './steps/checks-step.tsx';
import { DevicesStep } from './steps/devices-step.tsx';
import { LanguageStep } from './steps/language-step.tsx';
import { SupervisorStep } from './steps/supervisor-step.tsx';
import { TrialStep } from './steps/trial-step.tsx';

/** The way from "just unpacked" to "in service": what is done, where one is, what can be opened. */
const StepBar = ({ setup }: { readonly setup: SetupView }) => {
  const { t } = useWords();
  return (
    <nav className="setup-steps" aria-label={t('setup.steps')}>
      {setup.steps.map(({ name, done, possible }, index) => (
        <span key={name} data-here={name === setup.body.step} data-done={done}>
          <SetupButton
            intent={{ name: 'goTo', step: name }}
            kind="quiet"
            testId={`setup-step-${name}`}
            unavailable={!possible || setup.working}
          >
            <span className="setup-number" aria-hidden="true">
              {done ? <Icon of={Check} small /> : index + 1}
            </span>
            {t(`setup.step.${name}`)}
          </SetupButton>
        </span>
      ))}
    </nav>
  );
};

const Step = ({ setup }: { readonly setup: SetupView }) => {
  const { body } = setup;
  switch (body.step) {
    case 'language':
      return <LanguageStep />;
    case 'checks':
      return <ChecksStep body={body} setup={setup} />;
    case 'centre':
      return <CentreStep body={body} setup={setup} />;
    case 'devices':
      return <DevicesStep body={body} setup={setup} />;
    case 'supervisor':
      return <SupervisorStep body={body} setup={setup} />;
    case 'trial':
      return <TrialStep body={body} setup={setup} />;
  }
};

const ResultLine = ({ setup: { working, result } }: { readonly setup: SetupView }) => {
  const { t } = useWords();
  if (!working && result === null) return null;
  return (
    <p
      className="staff-result"
      role="status"
      data-good={working || result?.good}
      data-result={working ? undefined : result?.code}
    >
      <Icon of={working || result === null ? Hourglass : result.good ? CircleCheck : CircleAlert} small />
      <span>
        {working || result === null ? t('staff.working') : t(`setup.result.${result.code}`)}
        {!working && result !== null && result.detail !== '' && (
          <span className="staff-note"> {result.detail}</span>
        )}
      </span>
    </p>
  );
};

/** The whole of the first-visit wizard, in the dark frame of those who look after the kiosk. */
export const SetupScreen = ({
  setup,
  snapshot,
  secondsLeft,
}: {
  readonly setup: SetupView;
  readonly snapshot: ViewSnapshot;
  readonly secondsLeft: number | null;
}) => {
  const { t, locale } = useWords();
  const otherLocale = locale === 'zh-CN' ? 'en' : 'zh-CN';
  const warned = snapshot.timeLeft?.warning === true && secondsLeft !== null;
  return (
    <>
      <div className="page staff-page setup-page" inert={warned}>
        <header className="header staff-header">
          <Icon of={Wrench} />
          <p className="header-name">{t('setup.title')}</p>
          <ClockFace />
        </header>
        <StepBar setup={setup} />
        <main className="stage">
          <div className="screen staff-panel setup-panel" key={setup.body.step} data-step={setup.body.step}>
            <ResultLine setup={setup} />
            <Step setup={setup} />
          </div>
        </main>
        <footer className="staff-footer">
          <div className="staff-always">
            <SetupButton intent={{ name: 'leave' }} kind="quiet" icon={LogOut} unavailable={setup.working}>
              {t('setup.leave')}
            </SetupButton>
            <ContrastButton on={snapshot.highContrast} />
            <ActionButton
              intent={{ name: 'setLocale', locale: otherLocale }}
              kind="quiet"
              icon={Languages}
              testId={`set-locale-${otherLocale}`}
            >
              <span lang={otherLocale}>{otherLocale === 'en' ? 'English' : '中文'}</span>
            </ActionButton>
          </div>
        </footer>
      </div>
      {warned && <SetupIdleWarning seconds={secondsLeft} />}
    </>
  );
};
