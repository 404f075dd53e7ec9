import { Check, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { SettingField } from '../../../electron/contract/settings/settings-page.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { BackButton } from '../back-button.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { SettingEditor } from './setting-editor.tsx';
import { groupOf, nameOfGroup, nameOfSetting, problemInWords, unitOfSetting } from './setting-name.ts';

type Page = StaffPageProps<'settings'>['page'];

const fieldsAPage = 8;

const FieldRow = ({
  field,
  draft,
  onOpen,
}: {
  readonly field: SettingField;
  readonly draft: string | undefined;
  readonly onOpen: () => void;
}) => {
  const words = useWords();
  const { path, kind, value } = field;
  const shown = draft ?? value;
  return (
    <li className="setting-row" data-testid={`setting-${path}`} data-changed={draft !== undefined}>
      <span>{nameOfSetting(path, words)}</span>
      <strong>{shown === '' ? words.t('setting.none') : `${shown}${unitOfSetting(path, words)}`}</strong>
      <Pressable
        className="button button-quiet"
        data-testid={`edit-${path}`}
        aria-label={`${words.t('setting.change')} ${nameOfSetting(path, words)}`}
        data-unavailable={kind === 'fixed'}
        inert={kind === 'fixed'}
        onPress={onOpen}
      >
        {words.t('setting.change')}
      </Pressable>
    </li>
  );
};

const Group = ({
  page,
  group,
  onOpen,
  onBack,
}: {
  readonly page: Page;
  readonly group: string;
  readonly onOpen: (path: string) => void;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const fields = page.fields.filter(({ path }) => groupOf(path) === group);
  const pages = usePages(fields, fieldsAPage);
  return (
    <>
      <ScreenHeading title={nameOfGroup(group, words)} />
      <div className="card">
        <ul className="staff-list setting-list">
          {pages.shown.map((field) => (
            <FieldRow
              key={field.path}
              field={field}
              draft={page.changes.find(({ path }) => path === field.path)?.after}
              onOpen={() => onOpen(field.path)}
            />
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <BackButton onBack={onBack} />
    </>
  );
};

/** What would change, old and new beside each other, and the way to have it so. */
const Preview = ({ page }: { readonly page: Page }) => {
  const words = useWords();
  const { t } = words;
  const { changes, problems } = page;
  if (changes.length === 0) return null;
  return (
    <div className="card setting-preview" data-testid="settings-preview">
      <h2>{t('setting.preview')}</h2>
      <ul className="staff-list">
        {changes.map(({ path, before, after }) => (
          <li key={path} className="setting-change">
            <span>{nameOfSetting(path, words)}</span>
            <span>
              <s>{before === '' ? t('setting.none') : before}</s>
              {' → '}
              <strong>{after === '' ? t('setting.none') : after}</strong>
              {unitOfSetting(path, words)}
            </span>
          </li>
        ))}
      </ul>
      {problems.map((problem) => (
        <p key={problem} className="staff-note" role="alert">
          {problemInWords(problem, words)}
        </p>
      ))}
      <p className="staff-note">{t('setting.trial')}</p>
      <div className="staff-actions">
        <StaffButton intent={{ name: 'discardSettings' }} icon={Undo2}>
          {t('setting.discard')}
        </StaffButton>
        <StaffButton
          intent={{ name: 'applySettings' }}
          kind="primary"
          icon={Check}
          unavailable={problems.length > 0}
        >
          {t('setting.apply')}
        </StaffButton>
      </div>
    </div>
  );
};

/** Every field of the schema, by its group; what is changed is looked at before it counts, and proves itself afterwards. */
export const SettingsPage = ({ page }: StaffPageProps<'settings'>) => {
  const words = useWords();
  const { t, locale } = words;
  const now = useNow();
  const [group, setGroup] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>(null);
  // A noted change leads back to the list, where it is seen.
  const [noted, setNoted] = useState(page.changes);
  if (
    noted.length !== page.changes.length ||
    noted.some((each, at) => each.after !== page.changes[at]?.after)
  ) {
    setNoted(page.changes);
    setPath(null);
  }
  const field = page.fields.find((each) => each.path === path);
  if (field !== undefined) {
    const draft = page.changes.find((each) => each.path === path);
    return (
      <SettingEditor
        key={field.path}
        field={field}
        value={draft?.after ?? field.value}
        onBack={() => setPath(null)}
      />
    );
  }
  if (group !== null)
    return <Group page={page} group={group} onOpen={setPath} onBack={() => setGroup(null)} />;
  const groups = [...new Set(page.fields.map((each) => groupOf(each.path)))];
  const { last } = page;
  return (
    <>
      <ScreenHeading title={t('setting.title')} lead={[t('setting.lead')]} />
      {last !== null && (
        <p className="staff-note" data-testid="settings-last" data-outcome={last.outcome}>
          {t(`setting.last.${last.end === 'device-silent' ? last.end : last.outcome}`, {
            time: timeInWords(last.at, now, locale),
            by: last.by,
            fields: last.fields.map((each) => nameOfSetting(each, words)).join(' · '),
          })}
        </p>
      )}
      <div className="staff-choice">
        {groups.map((each) => (
          <Pressable
            key={each}
            className="button button-secondary"
            data-testid={`settings-group-${each}`}
            onPress={() => setGroup(each)}
          >
            {nameOfGroup(each, words)}
          </Pressable>
        ))}
      </div>
      <Preview page={page} />
    </>
  );
};
