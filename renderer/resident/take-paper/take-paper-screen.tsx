import { Check } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { PaperOutDrawing } from '../../components/drawings/paper-out.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Shows where the paper is, and reminds of the card. */
export const TakePaperScreen = ({ visit, snapshot }: ScreenProps<'takePaper'>) => {
  const { t, pick, locale } = useWords();
  const { actingFor } = snapshot;
  return (
    <div className="screen">
      <ScreenHeading
        title={t(`takePaper.title.${visit.document}`)}
        lead={[
          visit.pages > 1 ? t('takePaper.sheets', { pages: visit.pages }) : t('takePaper.lead'),
          ...(actingFor && visit.document === 'certificate'
            ? [t('takePaper.handOver', { agent: actingFor.agent, name: actingFor.maskedName })]
            : []),
        ]}
      />
      <div className="screen-body screen-picture">
        <PaperOutDrawing state="ready" />
      </div>
      <div className="screen-actions">
        {visit.missing.length > 0 && (
          <Caution
            title={t('takePaper.missing', {
              items: listOf(
                visit.missing.map(({ everydayName }) => pick(everydayName)),
                locale,
              ),
            })}
          />
        )}
        {visit.cardOnReader && <Caution title={t('takePaper.card')} about="card" />}
        <ActionButton intent={{ name: 'paperTaken' }} kind="primary" icon={Check}>
          {t('takePaper.taken')}
        </ActionButton>
        <ActionButton intent={{ name: 'home' }} kind="secondary">
          {t('takePaper.another')}
        </ActionButton>
      </div>
    </div>
  );
};
