import { Info } from 'lucide-react';
import type { Notice } from '../../electron/contract/view-snapshot.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

/** What must be said on every screen as long as it is true, in one quiet line. */
export const NoticeBanner = ({ notices }: { readonly notices: readonly Notice[] }) => {
  const { t } = useWords();
  if (notices.length === 0) return null;
  return (
    <aside aria-label={t('notice.label')}>
      <ul className="notice-banner">
        {notices.map((notice) => (
          <li key={notice} data-testid={`notice-${notice}`}>
            <Icon of={Info} small />
            {t(`notice.${notice}`)}
          </li>
        ))}
      </ul>
    </aside>
  );
};
