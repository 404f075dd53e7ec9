import type { ReactElement, ReactNode } from 'react';
import type { StationAction, StationState } from '../../station-contract.ts';
import { type Phrase, Words } from './words.tsx';

/** What a panel of the dock is given. */
export interface PanelProps {
  readonly state: StationState;
  readonly perform: (action: StationAction) => void;
}

export const Panel = ({
  title,
  name,
  children,
}: {
  readonly title: Phrase;
  /** For styles and tests. */
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement => (
  <section className={`panel panel-${name}`} aria-label={`${title.zh} ${title.en}`}>
    <h2 className="panel-title">
      <Words phrase={title} />
    </h2>
    {children}
  </section>
);

export const ActionButton = ({
  phrase,
  testId,
  pressed,
  disabled = false,
  onPress,
}: {
  readonly phrase: Phrase;
  readonly testId: string;
  /** For a switch: whether it is on. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}): ReactElement => (
  <button
    type="button"
    className="action"
    data-testid={testId}
    disabled={disabled}
    {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    onClick={onPress}
  >
    <Words phrase={phrase} />
  </button>
);
