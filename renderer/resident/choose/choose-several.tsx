import { useState } from 'react';
import { mostTogether } from '../../../electron/contract/intents.ts';
import type { ItemView } from '../../../electron/contract/items.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import { TickTile } from './tick-tile.tsx';
import { usedUpOf } from './used-up.ts';

/** Several certificates in one go: each is ticked, the bar beneath counts them and leads on. */
export const ChooseSeveral = ({
  items,
  snapshot,
  onOne,
}: {
  readonly items: readonly ItemView[];
  readonly snapshot: ViewSnapshot;
  /** The resident wants one thing after all. */
  readonly onOne: () => void;
}) => {
  const { t, locale } = useWords();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { room, shown, ...pages } = useFittingPages(
    items,
    choicesFor(snapshot) - 1,
    `${locale} ${snapshot.elderMode}`,
  );
  // What is no longer offered, or has been used up meanwhile, is not chosen either.
  const chosen = items.filter((item) => ticked.includes(item.code) && usedUpOf(item) === null);
  const full = chosen.length >= mostTogether;
  return (
    <div className="screen choose choose-several" ref={room}>
      <ScreenHeading
        title={t('choose.several.title')}
        lead={[t('choose.several.lead', { most: mostTogether })]}
      />
      <div className="screen-body choose-body">
        <ul className="choices" data-many={items.length > (snapshot.elderMode ? 2 : 4)}>
          {shown.map((item) => (
            <li key={item.code}>
              <TickTile
                item={item}
                usedUp={usedUpOf(item)}
                ticked={chosen.includes(item)}
                full={full}
                onTick={() =>
                  setTicked(
                    ticked.includes(item.code)
                      ? ticked.filter((code) => code !== item.code)
                      : [...ticked, item.code],
                  )
                }
              />
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <div className="screen-actions several-bar">
        <p id="several-count" className="several-count" aria-live="polite">
          {chosen.length === 0
            ? t('choose.several.none')
            : full
              ? t('choose.several.full', { count: chosen.length })
              : t('choose.several.count', { count: chosen.length })}
        </p>
        <div className="several-buttons">
          <Pressable className="button button-secondary" data-testid="one-only" onPress={onOne}>
            {t('choose.several.back')}
          </Pressable>
          <ActionButton
            intent={{ name: 'chooseItems', itemCodes: chosen.map(({ code }) => code) }}
            kind="primary"
            unavailable={chosen.length === 0}
            describedBy="several-count"
          >
            {t('choose.several.next')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
};
