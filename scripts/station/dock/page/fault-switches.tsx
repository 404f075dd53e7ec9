import type { ReactElement } from 'react';
import type { FaultDevice, StationFault } from '../../station-contract.ts';
import { faultWords, usualFaults } from './fault-words.ts';
import { ActionButton, type PanelProps } from './panel.tsx';
import { Words, wordsFor } from './words.tsx';

type Perform = PanelProps['perform'];

const Switches = ({
  faults,
  perform,
}: {
  readonly faults: readonly StationFault[];
  readonly perform: Perform;
}): ReactElement => (
  <div className="switches">
    {faults.map((fault) => (
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

/**
 * A switch for each fault that a simulator knows, pressed while it is on; a plain button for what happens in a moment.
 * The usual ones first, the rest folded away, unless one of the rest is on.
 */
export const FaultSwitches = ({
  device,
  faults,
  perform,
}: {
  readonly device: FaultDevice;
  readonly faults: readonly StationFault[];
  readonly perform: Perform;
}): ReactElement => {
  const own = faults.filter((fault) => fault.device === device);
  const rest = own.filter(({ name }) => !usualFaults.has(name));
  const hiddenOn = rest.filter(({ on }) => on);
  return (
    <>
      <Switches
        faults={own.filter((fault) => usualFaults.has(fault.name) || hiddenOn.includes(fault))}
        perform={perform}
      />
      {rest.length === 0 ? null : (
        <details className="more-faults">
          <summary data-testid={`more-faults-${device}`}>
            <Words phrase={{ zh: '更多故障', en: `${rest.length} more faults` }} />
          </summary>
          <Switches faults={rest.filter((fault) => !hiddenOn.includes(fault))} perform={perform} />
        </details>
      )}
    </>
  );
};
