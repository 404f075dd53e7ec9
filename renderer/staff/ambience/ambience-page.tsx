import { Volume2 } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { Ambience } from '../../../electron/contract/ambience/ambience.ts';
import { useBridge } from '../../bridge/core-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords, wordsIn } from '../../i18n/locale-context.tsx';
import { useCanSpeak } from '../../voice/use-guidance.ts';
import type { StaffPageProps } from '../staff-props.ts';
import { type Option, OptionChoice } from './option-choice.tsx';

const volumes = [20, 40, 60, 80, 100] as const;
const dayLights = [40, 60, 80, 100] as const;
const nightLights = [20, 40, 60, 80, 100] as const;
const evenings = ['19:00', '20:00', '21:00', '22:00', '23:00'] as const;
const mornings = ['05:00', '06:00', '07:00', '08:00'] as const;

/** Says a sentence as loud as it now is, and says it again each time that volume or language is another. */
const useSample = ({ volume, locale }: Ambience): (() => void) => {
  const { speaker } = useBridge();
  const say = useCallback(
    () => speaker.say(wordsIn(locale).t('ambience.sample'), locale, volume / 100),
    [volume, locale, speaker],
  );
  const heard = useRef(say);
  useEffect(() => {
    if (heard.current === say) return;
    heard.current = say;
    say();
  }, [say]);
  useEffect(() => () => speaker.hush(), [speaker]);
  return say;
};

/** How loud and how bright the kiosk is, and in which language it invites: each in place at a touch. */
export const AmbiencePage = ({ page: { ambience, dimmer } }: StaffPageProps<'ambience'>) => {
  const { t } = useWords();
  const sample = useSample(ambience);
  const canSpeak = useCanSpeak(ambience.locale);
  const option = (name: keyof Ambience, label: string, value: string | number): Option => ({
    code: `${name}-${value}`,
    label,
    intent: { name: 'setAmbience', ambience: { ...ambience, [name]: value } },
  });
  const percents = (name: 'volume' | 'dayBrightness' | 'nightBrightness', values: readonly number[]) =>
    values.map((percent) => option(name, t('ambience.percent', { percent }), percent));
  const chosen = (name: keyof Ambience): string => `${name}-${ambience[name]}`;
  return (
    <>
      <ScreenHeading title={t('ambience.title')} />
      <OptionChoice
        legend={t('ambience.volume')}
        options={percents('volume', volumes)}
        chosen={chosen('volume')}
      />
      <OptionChoice
        legend={t('ambience.locale')}
        options={[option('locale', '中文', 'zh-CN'), option('locale', 'English', 'en')]}
        chosen={chosen('locale')}
      />
      <OptionChoice
        legend={t('ambience.day')}
        options={percents('dayBrightness', dayLights)}
        chosen={chosen('dayBrightness')}
      />
      <OptionChoice
        legend={t('ambience.night')}
        options={percents('nightBrightness', nightLights)}
        chosen={chosen('nightBrightness')}
      />
      <OptionChoice
        legend={t('ambience.nightFrom')}
        options={evenings.map((hour) => option('nightFrom', hour, hour))}
        chosen={chosen('nightFrom')}
      />
      <OptionChoice
        legend={t('ambience.nightUntil')}
        options={mornings.map((hour) => option('nightUntil', hour, hour))}
        chosen={chosen('nightUntil')}
      />
      {canSpeak ? (
        <Pressable className="button button-quiet staff-back" data-testid="hear-sample" onPress={sample}>
          <Icon of={Volume2} small />
          <span>{t('ambience.hear')}</span>
        </Pressable>
      ) : (
        <p className="staff-note">{t('ambience.noVoice')}</p>
      )}
      <p className="staff-note" data-testid="dimmer">
        {t(`ambience.dimmer.${dimmer}`)}
      </p>
    </>
  );
};
