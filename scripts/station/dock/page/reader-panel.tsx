import type { ReactElement } from 'react';
import type { StationCard } from '../../station-contract.ts';
import { FaultSwitches } from './fault-switches.tsx';
import { ActionButton, Panel, type PanelProps } from './panel.tsx';
import { cardKinds, deviceTitles, Words } from './words.tsx';

const CardFace = ({ card }: { readonly card: StationCard }): ReactElement => (
  <>
    <span className="card-head">
      <span className="card-name">{card.name}</span>
      <span className="card-kind">{cardKinds[card.kind]}</span>
    </span>
    <span className="card-remark">
      <Words phrase={{ zh: card.remark['zh-CN'], en: card.remark.en }} />
    </span>
  </>
);

/** The reader with what lies on it, and the box of simulated cards. */
export const ReaderPanel = ({ state, perform }: PanelProps): ReactElement => {
  const laid = state.cards.find((card) => card.id === state.cardOnReader);
  return (
    <Panel title={deviceTitles.reader} name="reader">
      <div className="reader-slot" data-testid="card-on-reader" role="status">
        {laid ? (
          <div className={`card card-laid kind-${laid.kind}`}>
            <CardFace card={laid} />
          </div>
        ) : (
          <div className="card card-none">
            <Words phrase={{ zh: '读卡区是空的', en: 'Nothing lies on the reader' }} />
          </div>
        )}
        <ActionButton
          phrase={{ zh: '拿开', en: 'Lift' }}
          testId="lift-card"
          disabled={!laid}
          onPress={() => perform({ name: 'liftCard' })}
        />
      </div>
      <p className="hint">
        <Words phrase={{ zh: '点一张证件,放到读卡器上', en: 'Tap a card to lay it on the reader' }} />
      </p>
      <ul className="card-box">
        {state.cards.map((card) => (
          <li key={card.id}>
            <button
              type="button"
              className={`card kind-${card.kind}`}
              data-testid={`lay-${card.id}`}
              aria-pressed={card.id === state.cardOnReader}
              onClick={() => perform({ name: 'layCard', residentId: card.id })}
            >
              <CardFace card={card} />
            </button>
          </li>
        ))}
      </ul>
      <FaultSwitches device="reader" faults={state.faults} perform={perform} />
    </Panel>
  );
};
