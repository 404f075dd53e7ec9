import { ShieldCheck } from 'lucide-react';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { identifyWords } from './identify-words.ts';

/** Asks for the card (or the code of the city's app), and says that it is being read and whose it is being checked. */
export const IdentifyScreen = ({ visit }: ScreenProps<'identify'>) => {
  const { t } = useWords();
  const words = identifyWords(visit);
  return (
    <div className="screen">
      <ScreenHeading title={t(words.title)} lead={[t(words.lead)]} />
      <div className="screen-body screen-picture">
        <LayCardDrawing step={visit.step} />
      </div>
      <div className="screen-actions">
        {visit.unavailable.map((problem) => (
          <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
        ))}
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>
            <Sentences text={t('identify.purpose')} />
          </span>
        </p>
      </div>
    </div>
  );
};
