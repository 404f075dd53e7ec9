import { Archive, Usb } from 'lucide-react';
import type { KeptBackup, StickBackupView } from '../../../electron/contract/staff/restore.ts';
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

/** The backups on sticks, which a touch brings in, and those that are kept, newest first, which it has looked through. */
export const BackupList = ({
  backups,
  onSticks,
  onBack,
}: {
  readonly backups: readonly KeptBackup[];
  readonly onSticks: readonly StickBackupView[];
  readonly onBack: () => void;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  const wordsOf = useBackupWords();
  const pages = usePages([...onSticks, ...backups], backupsAPage);
  return (
    <>
      <ScreenHeading title={t('restore.title')} lead={[t('restore.lead')]} />
      {pages.shown.length === 0 && <p className="staff-subject">{t('restore.none')}</p>}
      <div className="staff-choices backup-list">
        {pages.shown.map((backup) =>
          'stick' in backup ? (
            <StaffButton
              key={`${backup.stick}/${backup.file}`}
              intent={{ name: 'takeFromStick', stick: backup.stick, file: backup.file }}
              icon={Usb}
              testId={`take-${backup.file}`}
            >
              {t('restore.fromStick', {
                name: backup.stick,
                time: timeInWords(backup.madeAt, now, locale),
                size: (backup.bytes / bytesInMegabyte).toFixed(1),
              })}
            </StaffButton>
          ) : (
            <StaffButton
              key={backup.name}
              intent={{ name: 'inspectBackup', backup: backup.name }}
              icon={Archive}
              testId={`inspect-${backup.name}`}
            >
              {`${timeInWords(backup.madeAt, now, locale)} · ${wordsOf(backup)}`}
            </StaffButton>
          ),
        )}
      </div>
      <Pager {...pages} />
      <BackButton onBack={onBack} />
    </>
  );
};
