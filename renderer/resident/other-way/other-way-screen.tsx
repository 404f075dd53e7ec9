import { IdCard, RotateCcw, UserCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** A face is never the only way: what else there is to show that it is the resident. */
export const OtherWayScreen = ({ visit, snapshot }: ScreenProps<'otherWay'>) => {
  const { t, pick } = useWords();
  const { staffCanVouch, canRetry } = visit;
  return (
    <div className="screen other-way" data-reason={visit.reason ?? undefined}>
      <ScreenHeading
        title={t('otherWay.title')}
        lead={visit.reason === null ? [] : [t(`faceReason.${visit.reason}`)]}
      />
      <div className="screen-body">
        <div className="card problem-card">
          <Icon of={IdCard} />
          <div>
            <h2>{t('otherWay.item')}</h2>
            <p>{pick(visit.item.everydayName)}</p>
          </div>
          <Icon of={UserCheck} />
          <div>
            <h2>{t(staffCanVouch ? 'otherWay.staff.title' : 'otherWay.noStaff.title')}</h2>
            <p className="problem-todo">
              {staffCanVouch
                ? t('otherWay.staff.body')
                : t('otherWay.noStaff.body', { phone: snapshot.station.phone })}
            </p>
          </div>
        </div>
      </div>
      <div className="screen-actions">
        {staffCanVouch && (
          <ActionButton intent={{ name: 'callStaff' }} kind="primary" icon={UserCheck}>
            {t('otherWay.staff.start')}
          </ActionButton>
        )}
        {canRetry && (
          <ActionButton intent={{ name: 'retry' }} kind="secondary" icon={RotateCcw}>
            {t('otherWay.retry')}
          </ActionButton>
        )}
        <ActionButton intent={{ name: 'home' }} kind={staffCanVouch ? 'secondary' : 'primary'}>
          {t('otherWay.else')}
        </ActionButton>
      </div>
    </div>
  );
};
