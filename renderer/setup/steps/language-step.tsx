import { locales } from '../../../electron/contract/locale.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { SetupButton } from '../setup-button.tsx';

const names = { 'zh-CN': '中文', en: 'English' } as const;

/** In which language the technician is talked to; residents choose their own. */
export const LanguageStep = () => {
  const { t, locale } = useWords();
  return (
    <>
      <ScreenHeading title={t('setup.language.title')} lead={[t('setup.language.lead')]} />
      <div className="staff-cards">
        {locales.map((each) => (
          <SetupButton
            key={each}
            intent={{ name: 'chooseLanguage', locale: each }}
            testId={`setup-language-${each}`}
            unavailable={each === locale}
          >
            <span lang={each}>{names[each]}</span>
          </SetupButton>
        ))}
      </div>
      <SetupButton intent={{ name: 'goTo', step: 'checks' }} kind="primary" testId="setup-next">
        {t('setup.next', { step: t('setup.step.checks') })}
      </SetupButton>
    </>
  );
};
