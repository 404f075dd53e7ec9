import { FolderSearch } from 'lucide-react';
import { useSecondsSince } from '../../bridge/use-seconds-since.ts';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** After this many seconds the screen says that it takes longer than usual. */
const slowAfterSeconds = 10;

/** Says what is being looked up, and for how long already. */
export const MyLoadingScreen = ({ visit, snapshot }: ScreenProps<'myLoading'>) => {
  const { t } = useWords();
  const seconds = useSecondsSince(visit.what);
  return (
    <div className="screen calm">
      <span className="calm-mark">
        <Icon of={FolderSearch} />
      </span>
      <ScreenHeading
        title={t(snapshot.actingFor ? 'theirs.loading' : `mine.loading.${visit.what}`)}
        lead={[t('mine.loading.lead')]}
      />
      <p className="hint work-slow">
        {t(seconds >= slowAfterSeconds ? 'preparing.slow' : 'preparing.elapsed', { seconds })}
      </p>
    </div>
  );
};
