import { type ReactElement, useState } from 'react';
import type { IdentityCodeKind } from '../../station-contract.ts';
import { ActionButton, type PanelProps } from './panel.tsx';
import { type Phrase, Words } from './words.tsx';

const kinds: readonly (readonly [IdentityCodeKind, Phrase])[] = [
  ['fresh', { zh: '出示身份码', en: 'Show the code' }],
  ['old-screenshot', { zh: '旧截图', en: 'Old screenshot' }],
  ['for-another-place', { zh: '公交用的码', en: 'Code for the bus' }],
  ['unknown-key', { zh: '来历不明的码', en: 'Unknown key' }],
  ['noise', { zh: '3 KB 乱码', en: '3 KB of noise' }],
];

/** The phones of the residents: the city app's identity code, and what is not one. */
export const PhoneCodes = ({ state, perform }: PanelProps): ReactElement => {
  const [residentId, setResidentId] = useState(state.cards[0]?.id ?? '');
  return (
    <div className="phone-codes">
      <label className="phone-holder">
        <Words phrase={{ zh: '手机身份码', en: 'Identity code on the phone of' }} />
        <select
          className="code-text"
          data-testid="phone-holder"
          value={residentId}
          onChange={(event) => setResidentId(event.target.value)}
        >
          {state.cards.map((card) => (
            <option key={card.id} value={card.id}>
              {card.name}
            </option>
          ))}
        </select>
      </label>
      <div className="phone-actions">
        {kinds.map(([kind, phrase]) => (
          <ActionButton
            key={kind}
            phrase={phrase}
            testId={`show-identity-code-${kind}`}
            onPress={() => perform({ name: 'showIdentityCode', residentId, kind })}
          />
        ))}
        <ActionButton
          phrase={{ zh: '同一个码再出示', en: 'Same code again' }}
          testId="show-identity-code-again"
          disabled={!state.events.some(({ code }) => code.startsWith('identity-code-'))}
          onPress={() => perform({ name: 'showIdentityCodeAgain' })}
        />
      </div>
    </div>
  );
};
