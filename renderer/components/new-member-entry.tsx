import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/locale-context.tsx';
import { TextPad } from '../keyboard/text-pad.tsx';
import { PinEntry, pinLength } from './pin-entry.tsx';
import { Pressable } from './pressable.tsx';
import { ScreenHeading } from './screen-heading.tsx';

const longestLabel = 20;
const parts = ['label', 'chosen', 'again'] as const;

/** Staff number and PIN twice, as typed. */
export type TypedMember = Readonly<Record<(typeof parts)[number], string>>;

/** The staff number, then a PIN twice. Nothing of it is kept here when the core has answered. */
export const NewMemberEntry = ({
  suggestedLabel,
  pinTitle,
  children,
}: {
  readonly suggestedLabel: string;
  /** Who is to type the PIN. */
  readonly pinTitle: string;
  /** The action; `complete` once the PIN stands there twice. */
  readonly children: (typed: TypedMember, complete: boolean) => ReactNode;
}) => {
  const { t } = useWords();
  const [part, setPart] = useState<(typeof parts)[number]>('label');
  const [typed, setTyped] = useState<TypedMember>({ label: suggestedLabel, chosen: '', again: '' });
  if (part === 'label') {
    return (
      <>
        <ScreenHeading title={t('setup.supervisor.label')} lead={[t('setup.supervisor.labelHint')]} />
        <TextPad
          label={t('setup.supervisor.label')}
          initial={typed.label}
          maximumLength={longestLabel}
          layouts={['address']}
        >
          {(text, ready) => (
            <Pressable
              className="button button-primary"
              data-testid="typing-done"
              inert={!ready || text === ''}
              onPress={() => {
                setTyped((before) => ({ ...before, label: text.toUpperCase() }));
                setPart('chosen');
              }}
            >
              {t('text.done')}
            </Pressable>
          )}
        </TextPad>
      </>
    );
  }
  const short = typed[part].length < pinLength;
  return (
    <>
      <ScreenHeading
        key={part}
        title={part === 'chosen' ? pinTitle : t('setup.supervisor.pinAgain')}
        lead={[t('pinPage.lead')]}
      />
      <PinEntry
        digits={typed[part]}
        onDigits={(change) => setTyped((before) => ({ ...before, [part]: change(before[part]) }))}
      >
        {part === 'again' ? (
          children(typed, !short)
        ) : (
          <Pressable
            className="button button-primary"
            data-testid="pin-next"
            data-unavailable={short}
            inert={short}
            onPress={() => setPart('again')}
          >
            {t('pinPage.next')}
          </Pressable>
        )}
      </PinEntry>
    </>
  );
};
