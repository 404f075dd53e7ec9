import { ActionButton } from '../../components/action-button.tsx';
import { dayInWords } from '../../components/day-in-words.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** The written promise 容缺受理, spelled out before it is agreed to. */
export const PromiseScreen = ({ visit }: ScreenProps<'promise'>) => {
  const { t, pick, locale } = useWords();
  const { item, resident, material, workingDays, dueOn } = visit;
  return (
    <div className="screen promise">
      <ScreenHeading title={t('promise.title')} lead={[t('promise.lead')]} />
      <div className="screen-body">
        <div className="card promise-text" id="promise-text">
          <p>
            <Sentences
              text={t('promise.text', {
                name: resident.maskedName,
                number: resident.maskedIdNumber,
                item: pick(item.officialName),
                material: pick(material.name),
                date: dayInWords(dueOn, locale),
                days: workingDays,
                department: pick(item.department),
              })}
            />
          </p>
          <p className="promise-consequence">{t('promise.consequence')}</p>
        </div>
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'agreePromise' }} kind="primary" describedBy="promise-text">
          {t('promise.agree')}
        </ActionButton>
        <ActionButton intent={{ name: 'back' }} kind="secondary" testId="decline-promise">
          {t('promise.decline')}
        </ActionButton>
      </div>
    </div>
  );
};
