import { useState } from 'react';
import type { RestorePreview } from '../../../electron/contract/staff/restore.ts';
import { useNow } from '../../bridge/use-now.ts';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../facts-card.tsx';
import { StaffButton } from '../staff-button.tsx';
import { useBackupWords } from './backup-list.tsx';

const DropButton = () => {
  const { t } = useWords();
  return (
    <StaffButton intent={{ name: 'dropRestore' }} kind="quiet">
      {t('restore.drop')}
    </StaffButton>
  );
};

/** The own PIN, once more. */
const RestorePin = () => {
  const { t } = useWords();
  const [pin, setPin] = useState('');
  return (
    <>
      <ScreenHeading title={t('restore.pin')} lead={[t('restore.pinLead')]} />
      <PinEntry digits={pin} onDigits={setPin}>
        <StaffButton
          intent={{ name: 'restoreBackup', pin }}
          kind="primary"
          unavailable={pin.length < pinLength}
        >
          {t('restore.do')}
        </StaffButton>
        <DropButton />
      </PinEntry>
    </>
  );
};

const RestoreFacts = ({
  preview: { backup, whole, applications, waiting, auditEntries },
}: {
  readonly preview: RestorePreview;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  const wordsOf = useBackupWords();
  const counts = [
    [t('restore.applications'), t('restore.count', { count: applications })],
    [t('restore.waiting'), t('restore.count', { count: waiting })],
    [t('restore.entries'), t('restore.count', { count: auditEntries })],
  ] as const;
  return (
    <FactsCard
      rows={[
        [t('restore.madeAt'), timeInWords(backup.madeAt, now, locale)],
        [t('restore.size'), wordsOf(backup)],
        [t('restore.checked'), t(whole ? 'restore.whole' : 'restore.notWhole')],
        ...(whole ? counts : []),
      ]}
    />
  );
};

/** What bringing a backup back means, and then the PIN for it. */
export const RestoreQuestion = ({
  preview,
  working,
}: {
  readonly preview: RestorePreview;
  readonly working: boolean;
}) => {
  const { t } = useWords();
  const [agreed, setAgreed] = useState(false);
  const { whole } = preview;
  // What was typed is gone when an attempt has an outcome.
  if (agreed) return <RestorePin key={String(working)} />;
  return (
    <>
      <ScreenHeading title={t('restore.question')} />
      <RestoreFacts preview={preview} />
      <div className="machine-actions">
        <p>{t(whole ? 'restore.means' : 'restore.notWholeLead')}</p>
        {whole && (
          <Pressable
            className="button button-primary"
            data-testid="agree-restore"
            onPress={() => setAgreed(true)}
          >
            {t('restore.next')}
          </Pressable>
        )}
        <DropButton />
      </div>
    </>
  );
};
