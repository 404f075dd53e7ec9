import type { ReactElement } from 'react';
import { FaultSwitches } from './fault-switches.tsx';
import { ActionButton, Panel, type PanelProps } from './panel.tsx';
import { deviceTitles, Words } from './words.tsx';

/** Tray and faults of the simulated printer; with a printer of its own the dock has no hands for it. */
export const PrinterPanel = ({ state, perform }: PanelProps): ReactElement => (
  <Panel title={deviceTitles.printer} name="printer">
    {state.paper === null ? (
      <p className="hint">
        <Words phrase={{ zh: '打印机不是模拟的', en: 'This printer is not simulated' }} />
      </p>
    ) : (
      <div className="paper">
        <span className="paper-count" data-testid="paper-sheets" role="status">
          {state.paper.sheets}
          <small> / {state.paper.capacity} 张 sheets</small>
        </span>
        <meter
          className="paper-meter"
          aria-label="纸张 Paper"
          min={0}
          max={state.paper.capacity}
          low={state.paper.capacity * 0.1}
          value={state.paper.sheets}
        />
        <ActionButton
          phrase={{ zh: '取空纸盒', en: 'Empty tray' }}
          testId="empty-tray"
          disabled={state.paper.sheets === 0}
          onPress={() => perform({ name: 'emptyPaperTray' })}
        />
        <ActionButton
          phrase={{ zh: '只留一张', en: 'Leave one' }}
          testId="leave-one-sheet"
          onPress={() => perform({ name: 'leavePaper', sheets: 1 })}
        />
        <ActionButton
          phrase={{ zh: '装满纸', en: 'Refill' }}
          testId="refill-tray"
          disabled={state.paper.sheets === state.paper.capacity}
          onPress={() => perform({ name: 'refillPaperTray' })}
        />
      </div>
    )}
    <FaultSwitches device="printer" faults={state.faults} perform={perform} />
  </Panel>
);
