import { ArrowLeft, FileText, TriangleAlert } from 'lucide-react';
import type { StaffPageProps } from '../staff-props.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';

type Recovery = NonNullable<StaffPageProps<'today'>['page']['recovery']>;

/** A recovery that nobody has said to have read. */
export const RecoveryNote = ({
  wanted,
  onShow,
}: {
  /** Somebody asked for it. */
  readonly wanted: boolean;
  readonly onShow: () => void;
}) => {
  const { t } = useWords();
  return (
    <div className="caution staff-caution">
      <Icon of={TriangleAlert} />
      <p className="caution-title">{t(wanted ? 'today.recovery.restored' : 'today.recovery.title')}</p>
      <Pressable className="button button-quiet" data-testid="show-recovery" onPress={onShow}>
        <Icon of={FileText} small />
        <span>{t('today.recovery.show')}</span>
      </Pressable>
    </div>
  );
};

/** Its report, line by line, as it was written for the file: Chinese and English beside each other. */
export const RecoveryReport = ({
  recovery,
  onBack,
}: {
  readonly recovery: Recovery;
  readonly onBack: () => void;
}) => {
  const { t } = useWords();
  const [, ...lines] = recovery.lines.filter((line) => line !== '');
  return (
    <>
      <ScreenHeading title={t('recoveryReport.title')} />
      <div className="card staff-report" lang="zh-CN">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {recovery.mayConfirm ? (
        <StaffButton intent={{ name: 'recoverySeen', id: recovery.id }} kind="primary">
          {t('today.recovery.seen')}
        </StaffButton>
      ) : (
        <p className="staff-note">{t('today.recovery.whoConfirms')}</p>
      )}
      <Pressable className="button button-quiet staff-back" onPress={onBack}>
        <Icon of={ArrowLeft} small />
        <span>{t('staff.back')}</span>
      </Pressable>
    </>
  );
};
