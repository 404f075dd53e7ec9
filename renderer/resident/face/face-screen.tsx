import { ScanFace, TriangleAlert } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { FacePicture } from './face-picture.tsx';

/** Guides a look at the face: one thing to do at a time, and at once what hinders it. */
export const FaceScreen = ({ visit }: ScreenProps<'face'>) => {
  const { t } = useWords();
  const { wish } = visit;
  const stage = wish?.stage ?? 'starting';
  const hindrance = wish?.hindrance ?? null;
  return (
    <div className="screen face" data-stage={stage} data-hindrance={hindrance ?? undefined}>
      <ScreenHeading
        title={t(`face.${stage}.title`)}
        lead={[t(stage === 'starting' ? 'face.starting.lead' : 'face.followed.lead')]}
      />
      <div className="screen-body face-body">
        <div className="face-oval" aria-hidden="true">
          {wish === null ? <Icon of={ScanFace} /> : <FacePicture />}
        </div>
        <progress
          className="face-progress"
          value={wish?.progress ?? 0}
          max={1}
          aria-label={t(`face.${stage}.title`)}
        />
        <p className="face-hindrance" role="status">
          {hindrance !== null && (
            <>
              <Icon of={TriangleAlert} />
              {t(`face.hindrance.${hindrance}`)}
            </>
          )}
        </p>
      </div>
      <div className="screen-actions">
        <p className="hint">{t('face.attempt', { attempt: visit.attempt, attempts: visit.attempts })}</p>
        <ActionButton intent={{ name: 'otherWay' }} kind="secondary">
          {t('face.otherWay')}
        </ActionButton>
      </div>
    </div>
  );
};
