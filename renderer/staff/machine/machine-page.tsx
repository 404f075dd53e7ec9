import { Archive, RotateCcw, Save, Usb } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { BackupList } from './backup-list.tsx';
import { RestoreQuestion } from './restore-question.tsx';

const bytesInGigabyte = 1_000_000_000;

/** The machine itself: version, database, disk; a backup at once, one brought back, and a clean restart. */
export const MachinePage = ({ page, working }: StaffPageProps<'machine'> & { readonly working: boolean }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const [lists, setLists] = useState(false);
  const rows = [
    ['machine.version', page.version],
    [
      'machine.backup',
      page.lastBackupAt === null ? t('staff.never') : timeInWords(page.lastBackupAt, now, locale),
    ],
    ['machine.integrity', t(`machine.integrity.${page.integrity}`)],
    [
      'machine.free',
      page.freeBytes === null
        ? t('machine.unknown')
        : t('machine.gigabytes', { count: (page.freeBytes / bytesInGigabyte).toFixed(1) }),
    ],
  ] as const;
  if (page.restore !== null)
    return <RestoreQuestion key={page.restore.backup.name} preview={page.restore} working={working} />;
  if (lists && page.backups !== null) {
    return <BackupList backups={page.backups} onSticks={page.stickBackups} onBack={() => setLists(false)} />;
  }
  return (
    <>
      <ScreenHeading title={t('machine.title')} />
      <dl className="card facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="machine-actions">
        {page.mayBackUp && (
          <StaffButton intent={{ name: 'backUp' }} icon={Save}>
            {t('machine.backUp')}
          </StaffButton>
        )}
        {page.sticks.map((stick) => (
          <StaffButton
            key={stick}
            intent={{ name: 'backUpToStick', stick }}
            icon={Usb}
            testId={`back-up-to-${stick}`}
          >
            {t('machine.backUpTo', { name: stick })}
          </StaffButton>
        ))}
        {page.backups !== null && (
          <Pressable
            className="button button-secondary"
            data-testid="list-backups"
            onPress={() => setLists(true)}
          >
            <Icon of={Archive} />
            <span>{t('machine.restore')}</span>
          </Pressable>
        )}
        <StaffButton intent={{ name: 'restart' }} icon={RotateCcw}>
          {t('machine.restart')}
        </StaffButton>
      </div>
    </>
  );
};
