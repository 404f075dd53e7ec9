import { CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import type { SetupField } from '../../../electron/contract/setup/setup-words.ts';
import { useBridge, useCoreState } from '../../bridge/core-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { TextPad } from '../../keyboard/text-pad.tsx';
import type { KeyboardLayout } from '../../keyboard/typing.ts';
import { FindingRow } from '../../staff/checks/finding-row.tsx';
import { NextButton } from '../next-button.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

const fields = ['url', 'rootCheck', 'stationCode', 'code', 'nameZh', 'nameEn', 'phone'] as const;

const layoutsOf: Readonly<Record<SetupField, readonly KeyboardLayout[]>> = {
  url: ['address'],
  rootCheck: ['address'],
  stationCode: ['address'],
  code: ['address'],
  nameZh: ['pinyin', 'latin', 'numbers'],
  nameEn: ['latin', 'numbers'],
  phone: ['numbers'],
};
const longest: Readonly<Record<SetupField, number>> = {
  url: 200,
  rootCheck: 30,
  stationCode: 40,
  code: 30,
  nameZh: 40,
  nameEn: 40,
  phone: 20,
};

const FieldRow = ({
  field,
  value,
  onEdit,
}: {
  readonly field: SetupField;
  readonly value: string;
  readonly onEdit: () => void;
}) => {
  const { t } = useWords();
  const name = t(`setup.field.${field}`);
  return (
    <li className="setup-field" data-filled={value !== ''}>
      <Icon of={value === '' ? CircleDashed : CircleCheck} small />
      <span>{name}</span>
      <strong data-testid={`setup-value-${field}`}>{value === '' ? t('setup.empty') : value}</strong>
      <Pressable
        className="button button-quiet"
        data-testid={`setup-edit-${field}`}
        aria-label={`${t('setup.fill')} ${name}`}
        onPress={onEdit}
      >
        {t('setup.fill')}
      </Pressable>
    </li>
  );
};

/** Where the platform is, which station this is, and the one-time code that makes the kiosk known to it. */
export const CentreStep = ({ body, setup }: SetupStepProps<'centre'>) => {
  const { t } = useWords();
  const { core } = useBridge();
  const { busy } = useCoreState();
  const [editing, setEditing] = useState<SetupField | null>(null);
  // What was refused is not typed a second time.
  const [typed, setTyped] = useState<Partial<Record<SetupField, string>>>({});
  const shownOf = (field: SetupField): string =>
    field === 'code' ? (body.codeTyped ? t('setup.codeTyped') : '') : body[field];
  if (editing !== null) {
    const name = t(`setup.field.${editing}`);
    return (
      <>
        <ScreenHeading key={editing} title={name} lead={[t(`setup.field.${editing}.hint`)]} />
        <TextPad
          key={editing}
          label={name}
          initial={typed[editing] ?? (editing === 'code' ? '' : body[editing])}
          maximumLength={longest[editing]}
          layouts={layoutsOf[editing]}
        >
          {(text, ready) => (
            <>
              <Pressable
                className="button button-secondary"
                data-testid="typing-back"
                onPress={() => setEditing(null)}
              >
                {t('ports.back')}
              </Pressable>
              <Pressable
                className="button button-primary"
                data-testid="typing-done"
                data-unavailable={!ready || busy || text === ''}
                inert={!ready || busy || text === ''}
                onPress={() => {
                  setTyped((before) => ({ ...before, [editing]: text }));
                  core.send({ name: 'setup', intent: { name: 'note', field: editing, text } });
                  setEditing(null);
                }}
              >
                {t('text.done')}
              </Pressable>
            </>
          )}
        </TextPad>
      </>
    );
  }
  const shown = body.asksCodeAgain ? (['code'] as const) : fields;
  const broken = body.findings.filter(({ verdict }) => verdict === 'bad');
  const settled = setup.steps.some(({ name, done }) => name === 'centre' && done);
  return (
    <>
      <ScreenHeading
        title={t('setup.centre.title')}
        lead={[t(body.asksCodeAgain ? 'setup.centre.again' : 'setup.centre.lead')]}
      />
      {body.takesSlip && !settled && broken.length === 0 && (
        <p className="staff-note">{t('setup.centre.slip')}</p>
      )}
      <ul className="card staff-list setup-fields">
        {shown.map((field) => (
          <FieldRow key={field} field={field} value={shownOf(field)} onEdit={() => setEditing(field)} />
        ))}
      </ul>
      {settled && (
        <p className="card setup-settled" data-testid="setup-kiosk">
          <Icon of={CircleCheck} />
          {t('setup.centre.known', { kiosk: body.kioskId ?? '' })}
        </p>
      )}
      <div className="setup-foot" data-broken={broken.length > 0}>
        {broken.length > 0 && (
          <ul className="card staff-list findings">
            {broken.map((each) => (
              <FindingRow key={`${each.code} ${each.detail}`} finding={each} />
            ))}
          </ul>
        )}
        <div className="setup-ways">
          {!settled && (
            <SetupButton
              intent={{ name: 'enrol' }}
              kind="primary"
              unavailable={setup.working || !body.codeTyped}
            >
              {t(body.asksCodeAgain ? 'setup.centre.resume' : 'setup.centre.enrol')}
            </SetupButton>
          )}
          <NextButton setup={setup} to="devices" />
        </div>
      </div>
    </>
  );
};
