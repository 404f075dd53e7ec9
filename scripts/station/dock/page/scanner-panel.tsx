import { type ReactElement, useState } from 'react';
import { FaultSwitches } from './fault-switches.tsx';
import { ActionButton, Panel, type PanelProps } from './panel.tsx';
import { PhoneCodes } from './phone-codes.tsx';
import { deviceTitles, Words } from './words.tsx';

/** Longest text that the station takes. */
const longestCode = 500;

/** The code scanner: phones and other codes to hold before it, and its faults. */
export const ScannerPanel = ({ state, perform }: PanelProps): ReactElement => {
  const [text, setText] = useState('演示码 DEMO-0001');
  return (
    <Panel title={deviceTitles.scanner} name="scanner">
      <p className="hint">
        <Words
          phrase={{
            zh: '终端等人刷证件或扫码时才看码，其余时候的码会被丢掉',
            en: 'The kiosk looks at codes only while it asks who is there; others are dropped',
          }}
        />
      </p>
      <PhoneCodes state={state} perform={perform} />
      <div className="code-line">
        <input
          className="code-text"
          data-testid="code-text"
          aria-label="二维码内容 Text of the code"
          maxLength={longestCode}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ActionButton
          phrase={{ zh: '出示', en: 'Show' }}
          testId="show-code"
          disabled={text === ''}
          onPress={() => perform({ name: 'showCode', text })}
        />
      </div>
      <FaultSwitches device="scanner" faults={state.faults} perform={perform} />
    </Panel>
  );
};
