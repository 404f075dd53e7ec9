import { type PointerEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { directionOf, type Locale } from '../electron/contract/locale.ts';
import type { ViewSnapshot } from '../electron/contract/view-snapshot.ts';
import { useBridge, useCoreState } from './bridge/core-context.tsx';
import { useSecondsLeft } from './bridge/use-time-left.ts';
import { ActionsGuard } from './components/actions-guard.tsx';
import { DimmingLayer } from './components/dimming-layer.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Footer } from './components/footer.tsx';
import { Header } from './components/header.tsx';
import { IdleWarning } from './components/idle-warning.tsx';
import { LiveRegion } from './components/live-region.tsx';
import { NoticeBanner } from './components/notice-banner.tsx';
import { ProgressSteps } from './components/progress-steps.tsx';
import { useWords, WordsProvider } from './i18n/locale-context.tsx';
import { lateScreens } from './late/late-screens.ts';
import { useLatePart } from './late/late-part.ts';
import { CalmPage } from './resident/calm-page.tsx';
import { firstScreenOf } from './resident/first-screen.tsx';
import { OutOfServiceScreen } from './resident/out-of-service/out-of-service-screen.tsx';
import {
  businessOf,
  canEndVisit,
  pageOf,
  reminderOf,
  spokenSentence,
  stepShown,
} from './resident/screen-facts.ts';
import { useGuidance } from './voice/use-guidance.ts';

/** The root element: names the screen, language and size for styles and tests. */
const Root = ({
  screen,
  page = screen,
  locale,
  elderMode,
  highContrast,
  seated,
  children,
}: {
  readonly screen: string;
  /** One of several pages of a screen. */
  readonly page?: string;
  readonly locale: Locale;
  readonly elderMode: boolean;
  readonly highContrast: boolean;
  readonly seated: boolean;
  readonly children: ReactNode;
}) => {
  const { core } = useBridge();
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = directionOf[locale];
  }, [locale]);
  const touched = (event: PointerEvent): void => {
    // The idle warning decides for itself what a touch on it means.
    if (!(event.target instanceof Element && event.target.closest('[data-idle-warning]'))) core.touched();
  };
  return (
    <div
      className="app"
      data-screen={screen}
      data-elder={elderMode}
      data-contrast={highContrast ? 'high' : 'usual'}
      data-seated={seated}
      lang={locale}
      onPointerDownCapture={touched}
    >
      <WordsProvider locale={locale}>
        <ActionsGuard screen={page}>{children}</ActionsGuard>
      </WordsProvider>
    </div>
  );
};

const SnapshotPage = ({
  snapshot,
  receivedAt,
}: {
  readonly snapshot: ViewSnapshot;
  readonly receivedAt: number;
}) => {
  const { core } = useBridge();
  const words = useWords();
  const { visit, timeLeft } = snapshot;
  const step = stepShown(visit);
  const seconds = useSecondsLeft(timeLeft?.milliseconds ?? null, receivedAt);
  const warned = timeLeft?.warning === true && seconds !== null;
  const sentence = spokenSentence(visit, words);
  const page = pageOf(visit);
  const [comfortFor, setComfortFor] = useState<string | null>(null);
  const closeComfort = useCallback(() => setComfortFor(null), []);
  const comfortShown = comfortFor === page && !warned;
  const [helpFor, setHelpFor] = useState<string | null>(null);
  const closeHelp = useCallback(() => setHelpFor(null), []);
  const helpShown = helpFor === page && !warned;
  useGuidance({
    on: snapshot.voice && visit.screen !== 'maintenance' && visit.screen !== 'setup',
    sentence: warned ? words.t('idle.spoken') : sentence,
    reminder: reminderOf(visit),
    locale: snapshot.locale,
    volume: (snapshot.ambience?.volume ?? 100) / 100,
  });
  const firstScreen = firstScreenOf(snapshot);
  const late = useLatePart(lateScreens, comfortShown || helpShown);
  if (late !== null && visit.screen === 'maintenance') {
    return (
      <>
        <late.StaffScreen staff={visit.staff} snapshot={snapshot} secondsLeft={seconds} />
        <LiveRegion sentence={sentence} />
      </>
    );
  }
  if (late !== null && visit.screen === 'setup') {
    return (
      <>
        <late.SetupScreen setup={visit.setup} snapshot={snapshot} secondsLeft={seconds} />
        <LiveRegion sentence={sentence} />
      </>
    );
  }
  return (
    <>
      <div className="page" inert={warned || comfortShown || helpShown}>
        {visit.screen !== 'attract' && <Header snapshot={snapshot} />}
        <NoticeBanner notices={snapshot.notices} />
        {step && <ProgressSteps current={step} business={businessOf(visit)} />}
        <main className="stage" key={visit.screen}>
          {firstScreen ?? (late && <late.ResidentScreen snapshot={snapshot} />)}
        </main>
        {visit.screen !== 'outOfService' && (
          <Footer
            snapshot={snapshot}
            canEndVisit={canEndVisit(visit)}
            secondsLeft={seconds}
            onComfort={() => setComfortFor(page)}
            onHelp={() => setHelpFor(page)}
          />
        )}
      </div>
      {warned && <IdleWarning seconds={seconds} onTouchBeside={() => core.send({ name: 'stillHere' })} />}
      {late && comfortShown && <late.ComfortPanel snapshot={snapshot} onClose={closeComfort} />}
      {late && helpShown && <late.HelpPanel snapshot={snapshot} onClose={closeHelp} />}
      <LiveRegion sentence={sentence} />
    </>
  );
};

/** The whole page: what the core says is drawn, and when it says nothing, that is said. */
export const App = () => {
  const { view, presentation } = useCoreState();
  const needsLate = view.kind === 'snapshot' && firstScreenOf(view.snapshot) === null;
  const late = useLatePart(lateScreens, needsLate);
  const oneMoment = (
    <Root screen="oneMoment" {...presentation}>
      <CalmPage says="oneMoment" />
    </Root>
  );
  // It is on its way from the disk.
  if (needsLate && late === null) return oneMoment;
  switch (view.kind) {
    case 'starting':
      return (
        <Root screen="starting" {...presentation}>
          <CalmPage says="starting" />
        </Root>
      );
    case 'unreadable':
      return oneMoment;
    case 'lost':
      return (
        <Root screen="outOfService" {...presentation}>
          <main className="stage">
            <OutOfServiceScreen reason="core-restarting" detail="" phone={null} />
          </main>
        </Root>
      );
    case 'snapshot':
      return (
        <ErrorBoundary attempt={String(view.snapshot.revision)} fallback={oneMoment}>
          <Root screen={view.snapshot.visit.screen} page={pageOf(view.snapshot.visit)} {...presentation}>
            <SnapshotPage snapshot={view.snapshot} receivedAt={view.receivedAt} />
            <DimmingLayer percent={view.snapshot.ambience?.dimmed ?? 0} />
          </Root>
        </ErrorBoundary>
      );
  }
};
