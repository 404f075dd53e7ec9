import { useState } from 'react';
import type { RestorePreview } from '../../../electron/contract/staff/restore.ts';
import { useNow } from '../../bridge/use-now.ts';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../facts-card.tsx';
import { StaffButton } from '../staff-button.tsx';
import { useBackupWords } from './backup-list.tsx';

/** What bringing a backup back means, and the own PIN for it. */
export const RestoreQuestion = ({ preview }: { readonly preview: RestorePreview }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const wordsOf = useBackupWords();
  const [pin, setPin] = useState('');
  const { backup, whole, applications, waiting, auditEntries } = preview;
  const rows = [
    [t('restore.madeAt'), timeInWords(backup.madeAt, now, locale)],
    [t('restore.size'), wordsOf(backup)],
    [t('restore.checked'), t(whole ? 'restore.whole' : 'restore.notWhole')],
    ...(whole
      ? ([
          [t('restore.applications'), t('restore.count', { count: applications })],
          [t('restore.waiting'), t('restore.count', { count: waiting })],
          [t('restore.entries'), t('restore.count', { count: auditEntries })],
        ] as const)
      : []),
  ] as const;
  return (
    <>
      <ScreenHeading
        title={t('restore.question')}
        lead={[t(whole ? 'restore.means' : 'restore.notWholeLead')]}
      />
      <FactsCard rows={rows} />
      {whole && (
        <PinEntry digits={pin} onDigits={setPin}>
          <StaffButton
            intent={{ name: 'restoreBackup', pin }}
            kind="primary"
            unavailable={pin.length < pinLength}
          >
            {t('restore.do')}
          </StaffButton>
        </PinEntry>
      )}
      <StaffButton intent={{ name: 'dropRestore' }} kind="quiet">
        {t('restore.drop')}
      </StaffButton>
    </>
  );
};
