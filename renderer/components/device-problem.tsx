import type { ReactNode } from 'react';
import { Hand, IdCard, type LucideIcon, TriangleAlert, UserRound, Wrench } from 'lucide-react';
import type { DeviceView } from '../../electron/contract/device-view.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

type Reason = DeviceView['reasons'][number];

/** A device that is not fine: which one, why, and who can do something about it. */
export interface DeviceProblem {
  readonly role: DeviceView['role'];
  readonly code: Reason['code'];
  readonly actor: Reason['actor'];
}

const actorIcons: Readonly<Record<Reason['actor'], LucideIcon>> = {
  resident: Hand,
  staff: UserRound,
  technician: Wrench,
};

/** What cannot be had now, why, and who sees to it. `effect`: say first what it means for the resident. */
export const DeviceProblemCard = ({
  problem,
  effect,
  id,
}: {
  readonly problem: DeviceProblem;
  readonly effect: boolean;
  readonly id?: string;
}) => {
  const { t } = useWords();
  const reason = t(`deviceReason.${problem.code}`, { device: t(`device.${problem.role}`) });
  return (
    <div className="caution" id={id} data-testid={`device-problem-${problem.role}`} data-code={problem.code}>
      <Icon of={TriangleAlert} />
      <div>
        <p className="caution-title">{effect ? t(`deviceEffect.${problem.role}`) : reason}</p>
        {effect && <p>{reason}</p>}
        <p className="caution-actor">
          <Icon of={actorIcons[problem.actor]} small />
          {t(`deviceActor.${problem.actor}`)}
        </p>
      </div>
    </div>
  );
};

/** The same look for anything else that must be said before one goes on; `about` the card or a hindrance. */
export const Caution = ({
  title,
  about = 'hindrance',
  children,
}: {
  readonly title: string;
  readonly about?: 'hindrance' | 'card';
  readonly children?: ReactNode;
}) => (
  <div className="caution">
    <Icon of={about === 'card' ? IdCard : TriangleAlert} />
    <div>
      <p className="caution-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  </div>
);
