import { StationMark } from '../components/station-mark.tsx';
import { useWords } from '../i18n/locale-context.tsx';

/** A page without a snapshot to draw from: at the start, or when what came cannot be drawn. Never a white screen. */
export const CalmPage = ({ says }: { readonly says: 'starting' | 'oneMoment' }) => {
  const { t } = useWords();
  return (
    <main className="screen calm" role="status">
      <span className="calm-mark">
        <StationMark />
      </span>
      <h1>{t(`${says}.title`)}</h1>
      <p className="lead">{t(`${says}.lead`)}</p>
    </main>
  );
};
