import { HeartHandshake } from 'lucide-react';
import type { ActingForView } from '../../electron/contract/agency-view.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

/** Says on every screen for whom everything is, as long as somebody acts for another: in place of the station's name. */
export const ActingForBanner = ({ actingFor }: { readonly actingFor: ActingForView }) => {
  const { t } = useWords();
  return (
    <p className="acting-for" data-testid="acting-for">
      <Icon of={HeartHandshake} small />
      <span className="acting-words">
        <strong>{t('agency.banner', { name: actingFor.maskedName })}</strong>
        <span className="acting-way">
          <span className="masked-number">{actingFor.maskedIdNumber}</span>
          <span className="acting-by"> {t(`agency.way.${actingFor.way}`)}</span>
        </span>
      </span>
    </p>
  );
};
