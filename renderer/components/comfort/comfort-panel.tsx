import { Accessibility, ALargeSmall, Contrast, type LucideIcon, Volume2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Intent } from '../../../electron/contract/intents.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { useBridge } from '../../bridge/core-context.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { MessageKey } from '../../i18n/messages.ts';
import { useCanSpeak } from '../../voice/use-guidance.ts';
import { useAction } from '../actions-guard.tsx';
import { Icon } from '../icon.tsx';
import { Pressable } from '../pressable.tsx';

/** The panel goes by itself when nobody touches anything in it. */
export const comfortPanelMilliseconds = 30_000;

interface Choice {
  readonly name: 'large' | 'contrast' | 'seated' | 'voice';
  readonly icon: LucideIcon;
  readonly on: boolean;
  readonly intent: Intent;
}

const Switch = ({ choice }: { readonly choice: Choice }) => {
  const { t } = useWords();
  const { inert, underWay, act } = useAction(choice.intent);
  const name = `comfort.${choice.name}` satisfies MessageKey;
  return (
    <Pressable
      className="tile comfort-switch"
      role="switch"
      aria-checked={choice.on}
      data-testid={`comfort-${choice.name}`}
      inert={inert}
      underWay={underWay}
      onPress={act}
    >
      <Icon of={choice.icon} />
      <span className="comfort-words">
        <strong>{t(name)}</strong>
        <span>{t(`${name}.what`)}</span>
      </span>
      <span className="comfort-state">{t(choice.on ? 'comfort.on' : 'comfort.off')}</span>
    </Pressable>
  );
};

/** Closes the panel when its time is over. */
const GoesByItself = ({ onClose }: { readonly onClose: () => void }) => {
  const { clock } = useBridge();
  useEffect(() => clock.after(comfortPanelMilliseconds, onClose), [clock, onClose]);
  return null;
};

/** How the screen is to look, sound and be reached; each switch at once, over the page that changes beneath. */
export const ComfortPanel = ({
  snapshot,
  onClose,
}: {
  readonly snapshot: ViewSnapshot;
  readonly onClose: () => void;
}) => {
  const { t, locale } = useWords();
  const { elderMode, highContrast, seated, voice } = snapshot;
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  const choices: readonly Choice[] = [
    { name: 'large', icon: ALargeSmall, on: elderMode, intent: { name: 'setElderMode', on: !elderMode } },
    {
      name: 'contrast',
      icon: Contrast,
      on: highContrast,
      intent: { name: 'setContrast', on: !highContrast },
    },
    { name: 'seated', icon: Accessibility, on: seated, intent: { name: 'setSeated', on: !seated } },
    ...(useCanSpeak(locale)
      ? [{ name: 'voice', icon: Volume2, on: voice, intent: { name: 'setVoice', on: !voice } } as const]
      : []),
  ];
  return (
    <div className="comfort-scrim" onPointerDown={onClose}>
      <div
        className="comfort-panel"
        ref={dialog}
        role="dialog"
        aria-modal="true"
        aria-labelledby="comfort-title"
        aria-describedby="comfort-lead"
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
      >
        {/* Each change begins the time anew. */}
        <GoesByItself key={[elderMode, highContrast, seated, voice].join()} onClose={onClose} />
        <h2 id="comfort-title">{t('comfort.title')}</h2>
        <p id="comfort-lead">{t('comfort.lead')}</p>
        <div className="comfort-switches">
          {choices.map((choice) => (
            <Switch key={choice.name} choice={choice} />
          ))}
        </div>
        <Pressable className="button button-primary" data-testid="close-comfort" onPress={onClose}>
          {t('comfort.close')}
        </Pressable>
      </div>
    </div>
  );
};
