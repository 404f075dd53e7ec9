import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';
import { Pressable } from './pressable.tsx';

/** Turns the pages of a list; nothing where there is only one. */
export const Pager = ({
  page,
  pages,
  turnTo,
}: {
  readonly page: number;
  readonly pages: number;
  readonly turnTo: (page: number) => void;
}) => {
  const { t } = useWords();
  if (pages === 1) return null;
  return (
    <nav className="pager">
      <Pressable
        className="button button-quiet"
        data-testid="previous-page"
        data-unavailable={page === 1}
        inert={page === 1}
        onPress={() => turnTo(page - 1)}
      >
        <Icon of={ChevronLeft} small />
        <span>{t('choose.previous')}</span>
      </Pressable>
      <p>{t('choose.page', { page, pages })}</p>
      <Pressable
        className="button button-quiet"
        data-testid="next-page"
        data-unavailable={page === pages}
        inert={page === pages}
        onPress={() => turnTo(page + 1)}
      >
        <span>{t('choose.more')}</span>
        <Icon of={ChevronRight} small />
      </Pressable>
    </nav>
  );
};
