import type { HallEntry } from '../../../electron/contract/hall.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** The few that people come for most, one touch away; quieter than the doors. */
export const MostUsed = ({ entries }: { readonly entries: readonly HallEntry[] }) => {
  const { t, pick } = useWords();
  return (
    <section className="most-used" aria-labelledby="most-used">
      <h2 id="most-used">{t('home.most-used')}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.code}>
            <ChoiceTile
              intent={
                entry.use === 'policy'
                  ? { name: 'openPolicy', policyCode: entry.code }
                  : { name: 'openGuide', itemCode: entry.code }
              }
              testId={`most-used-${entry.code}`}
            >
              {pick(entry.everydayName)}
            </ChoiceTile>
          </li>
        ))}
      </ul>
    </section>
  );
};
