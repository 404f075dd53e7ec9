import { Caution } from '../../components/device-problem.tsx';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Names what was ordered and did not come, and why; nothing where all came. */
export const MissingCertificates = ({
  missing,
  elderMode,
}: {
  readonly missing: ScreenProps<'preview'>['visit']['missing'];
  /** The names alone: there is no room for more in large letters. */
  readonly elderMode: boolean;
}) => {
  const { t, pick, locale } = useWords();
  if (missing.length === 0) return null;
  const reasons = missing.map(({ item, problem, certificateNumber }) =>
    t('preview.missing.reason', {
      item: pick(item.everydayName),
      reason: t(`problem.${problem}.title`),
      number: certificateNumber ? ` (${certificateNumber})` : '',
    }),
  );
  const title = t('preview.missing.title', {
    items: listOf(
      missing.map(({ item }) => pick(item.everydayName)),
      locale,
    ),
  });
  return (
    <div data-testid="missing-certificates">
      <Caution title={title} {...(elderMode ? {} : { children: reasons.join('') })} />
    </div>
  );
};
