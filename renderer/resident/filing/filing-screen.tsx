import { ItemIcon } from '../../components/item-icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** For the moment in which an application is sealed and written to the disk. */
export const FilingScreen = ({ visit }: ScreenProps<'filing'>) => {
  const { t, pick } = useWords();
  return (
    <div className="screen">
      <ScreenHeading title={t('filing.title')} lead={[t('filing.lead')]} />
      <div className="screen-body screen-work">
        <div className="card work-card">
          <p className="work-item">
            <ItemIcon icon={visit.item.icon} />
            {pick(visit.item.officialName)}
          </p>
          <WorkSteps current="filing" steps={[{ key: 'filing', text: t('filing.sealing') }]} />
        </div>
      </div>
    </div>
  );
};
