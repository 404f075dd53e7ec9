import { Archive } from 'lucide-react';
import type { KeptBackup } from '../../../electron/contract/staff/restore.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { BackButton } from '../back-button.tsx';
import { StaffButton } from '../staff-button.tsx';

const backupsAPage = 6;
const bytesInMegabyte = 1_000_000;

/** Size and schema of a backup, in words. */
export const useBackupWords = () => {
  const { t } = useWords();
  return ({ bytes, schema }: KeptBackup): string =>
    t('restore.kept', { size: (bytes / bytesInMegabyte).toFixed(1), schema });
};

/** The backups that are kept, newest first; a touch has one looked through. */
export const BackupList = ({
  backups,
  onBack,
}: {
  readonly backups: readonly KeptBackup[];
  readonly onBack: () => void;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  const wordsOf = useBackupWords();
  const pages = usePages(backups, backupsAPage);
  return (
    <>
      <ScreenHeading title={t('restore.title')} lead={[t('restore.lead')]} />
      {backups.length === 0 && <p className="staff-subject">{t('restore.none')}</p>}
      <div className="staff-choices backup-list">
        {pages.shown.map((backup) => (
          <StaffButton
            key={backup.name}
            intent={{ name: 'inspectBackup', backup: backup.name }}
            icon={Archive}
            testId={`inspect-${backup.name}`}
          >
            {`${timeInWords(backup.madeAt, now, locale)} · ${wordsOf(backup)}`}
          </StaffButton>
        ))}
      </div>
      <Pager {...pages} />
      <BackButton onBack={onBack} />
    </>
  );
};
