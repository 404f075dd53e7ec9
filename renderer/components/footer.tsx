import { Accessibility, ALargeSmall, ArrowLeft, Languages, LogOut, Phone, UserRoundCog } from 'lucide-react';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { isAtRest } from '../../electron/contract/at-rest.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { ActionButton } from './action-button.tsx';
import { Icon } from './icon.tsx';
import { Pressable } from './pressable.tsx';
import { TimeLeft } from './time-left.tsx';

/**
 * Back and end of the visit, time left, help, language and text size. Everything that is touched on every screen is
 * down here, in reach of a seated resident.
 */
export const Footer = ({
  snapshot,
  canEndVisit,
  secondsLeft,
  onComfort,
  onHelp,
}: {
  readonly snapshot: ViewSnapshot;
  readonly canEndVisit: boolean;
  readonly secondsLeft: number | null;
  /** Somebody wants to choose colours, voice or reach. */
  readonly onComfort: () => void;
  /** Somebody needs help. */
  readonly onHelp: () => void;
}) => {
  const { t, locale } = useWords();
  // Nobody is being served; large type needs the room, and goes by itself when nobody touches anything.
  const canEnterMaintenance = !snapshot.elderMode && isAtRest(snapshot.visit);
  const otherLocale = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <footer className="footer">
      {(snapshot.canGoBack || canEndVisit || secondsLeft !== null) && (
        <div className="footer-visit">
          {snapshot.canGoBack && (
            <ActionButton intent={{ name: 'back' }} kind="quiet" icon={ArrowLeft}>
              {t('footer.back')}
            </ActionButton>
          )}
          {secondsLeft !== null && <TimeLeft seconds={secondsLeft} of="footer" />}
          {canEndVisit && (
            <ActionButton intent={{ name: 'endVisit' }} kind="quiet" icon={LogOut}>
              {t('footer.endVisit')}
            </ActionButton>
          )}
        </div>
      )}
      <div className="footer-always">
        <Pressable
          className="button button-quiet footer-help-button"
          data-testid="open-help"
          onPress={onHelp}
        >
          <Icon of={Phone} small />
          <span>{t('help.open')}</span>
        </Pressable>
        {canEnterMaintenance && (
          <ActionButton intent={{ name: 'enterMaintenance' }} kind="quiet" icon={UserRoundCog}>
            {t('footer.staff')}
          </ActionButton>
        )}
        <fieldset className="footer-preferences" aria-label={t('footer.preferences')}>
          <ActionButton
            intent={{ name: 'setElderMode', on: !snapshot.elderMode }}
            kind="quiet"
            icon={ALargeSmall}
            testId="toggle-elder-mode"
          >
            {t(snapshot.elderMode ? 'footer.elderOff' : 'footer.elderOn')}
          </ActionButton>
          <Pressable
            className="button button-quiet footer-comfort"
            data-testid="open-comfort"
            aria-label={t('comfort.open')}
            onPress={onComfort}
          >
            <Icon of={Accessibility} />
          </Pressable>
          <ActionButton
            intent={{ name: 'setLocale', locale: otherLocale }}
            kind="quiet"
            icon={Languages}
            testId={`set-locale-${otherLocale}`}
          >
            <span lang={otherLocale}>{otherLocale === 'en' ? 'English' : '中文'}</span>
          </ActionButton>
        </fieldset>
      </div>
    </footer>
  );
};
