import { useState } from 'react';
import type { SettingField } from '../../../electron/contract/settings/settings-page.ts';
import { DigitKeys } from '../../components/digit-keys.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { TextPad } from '../../keyboard/text-pad.tsx';
import { BackButton } from '../back-button.tsx';
import { StaffButton } from '../staff-button.tsx';
import { nameOfSetting, unitOfSetting } from './setting-name.ts';

const longestText = 200;
const longestNumber = 6;

const Choice = ({ field, value }: { readonly field: SettingField; readonly value: string }) => (
  <fieldset className="staff-choice" aria-label={field.path}>
    {field.options.map((option) => (
      <StaffButton
        key={option}
        intent={{ name: 'changeSetting', path: field.path, value: option }}
        testId={`choose-${option}`}
        unavailable={option === value}
      >
        {option}
      </StaffButton>
    ))}
  </fieldset>
);

const NumberEntry = ({ field, value }: { readonly field: SettingField; readonly value: string }) => {
  const words = useWords();
  const [digits, setDigits] = useState(value);
  return (
    <div className="number-pad">
      <p className="digits" role="status" data-testid="typed-number">
        {digits === '' ? (
          <span className="digits-empty">{words.t('setting.typeNumber')}</span>
        ) : (
          `${digits}${unitOfSetting(field.path, words)}`
        )}
      </p>
      <DigitKeys digits={digits} maximumLength={longestNumber} onDigits={setDigits} />
      <div className="screen-actions">
        <StaffButton
          intent={{ name: 'changeSetting', path: field.path, value: digits }}
          kind="primary"
          unavailable={digits === ''}
        >
          {words.t('setting.note')}
        </StaffButton>
      </div>
    </div>
  );
};

const TextEntry = ({ field, value }: { readonly field: SettingField; readonly value: string }) => {
  const { t } = useWords();
  const chinese = field.path.endsWith('zh-CN');
  return (
    <TextPad
      label={t('setting.typeText')}
      initial={value}
      maximumLength={longestText}
      layouts={chinese ? ['pinyin', 'latin', 'numbers'] : ['address']}
    >
      {(text, ready) => (
        <StaffButton
          intent={{ name: 'changeSetting', path: field.path, value: text }}
          kind="primary"
          unavailable={!ready || text === ''}
        >
          {t('setting.note')}
        </StaffButton>
      )}
    </TextPad>
  );
};

/** One field: its limits, its default, and the keys for its kind. */
export const SettingEditor = ({
  field,
  value,
  onBack,
}: {
  readonly field: SettingField;
  /** As it will be: the draft's, or what counts now. */
  readonly value: string;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const { t } = words;
  const { path, kind, minimum, maximum, optional } = field;
  const unit = unitOfSetting(path, words);
  const lead = [
    ...(minimum === null || maximum === null ? [] : [t('setting.limits', { minimum, maximum, unit })]),
    ...(field.default === null ? [] : [t('setting.default', { value: `${field.default}${unit}` })]),
    ...(kind === 'list' ? [t('setting.listHint')] : []),
  ];
  return (
    <>
      <ScreenHeading title={nameOfSetting(path, words)} lead={lead.length === 0 ? [path] : lead} />
      {kind === 'choice' && <Choice field={field} value={value} />}
      {kind === 'integer' && <NumberEntry field={field} value={value} />}
      {(kind === 'text' || kind === 'list') && <TextEntry field={field} value={value} />}
      {optional && field.isSet && (
        <StaffButton
          intent={{ name: 'changeSetting', path, value: null }}
          kind="quiet"
          testId="setting-leave-out"
        >
          {t('setting.leaveOut')}
        </StaffButton>
      )}
      <BackButton onBack={onBack} />
    </>
  );
};
