import type { ReactElement } from 'react';
import type { FaultDevice, StationFault } from '../../station-contract.ts';
import { faultWords } from './fault-words.ts';
import { ActionButton, type PanelProps } from './panel.tsx';
import { wordsFor } from './words.tsx';

/** A switch for each fault that a simulator knows, pressed while it is on; a plain button for what happens in a moment. */
export const FaultSwitches = ({
  device,
  faults,
  perform,
}: {
  readonly device: FaultDevice;
  readonly faults: readonly StationFault[];
  readonly perform: PanelProps['perform'];
}): ReactElement => (
  <div className="switches">
    {faults
      .filter((fault) => fault.device === device)
      .map((fault) => (
        <ActionButton
          key={fault.name}
          phrase={wordsFor(faultWords, fault.name)}
          testId={`fault-${fault.name}`}
          {...(fault.kind === 'switch' && { pressed: fault.on })}
          onPress={() => perform({ name: 'setFault', fault: fault.name, on: !fault.on })}
        />
      ))}
  </div>
);
