import { Check, Circle, CircleDot, X } from 'lucide-react';
import { useSecondsSince } from '../../bridge/use-seconds-since.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const icons = { ready: Check, missing: X, current: CircleDot, ahead: Circle } as const;

/** How far each of several certificates is, in words. */
export const CertificateProgress = ({ visit }: { readonly visit: ScreenProps<'preparing'>['visit'] }) => {
  const { t, pick } = useWords();
  const current = visit.certificates.find(({ state }) => state === 'current');
  const seconds = useSecondsSince(`${current?.item.code} ${visit.step}`);
  return (
    <ol className="work-steps">
      {visit.certificates.map(({ item, state }) => (
        <li
          key={item.code}
          data-state={state === 'ready' ? 'done' : state}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <Icon of={icons[state]} />
          <span className="certificate-progress">
            <span>{pick(item.officialName)}</span>
            <span className="certificate-progress-step">
              {state === 'current'
                ? visit.step === 'asking'
                  ? t('preparing.asking', { department: pick(item.department) })
                  : t(`preparing.${visit.step}`)
                : t(`preparing.several.${state}`)}
            </span>
          </span>
          {state === 'current' && <span className="work-elapsed">{t('preparing.elapsed', { seconds })}</span>}
        </li>
      ))}
    </ol>
  );
};
