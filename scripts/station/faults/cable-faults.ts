import type { SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import type { FaultDevice } from '../station-contract.ts';
import type { FaultControl } from './fault-control.ts';

type CableState = 'plugged' | 'unplugged' | 'occupied';

/** The faults of a serial cable: pulled, or its port held by another program; one at a time. */
export const createCableFaults = (device: FaultDevice, line: SerialLine): FaultControl[] => {
  let cable: CableState = 'plugged';

  const cableFault = (state: CableState, put: () => Promise<void>): FaultControl => ({
    name: `${device}-${state}`,
    device,
    kind: 'switch',
    isOn: () => cable === state,
    async set(on) {
      if ((cable === state) === on) return;
      cable = on ? state : 'plugged';
      await (on ? put() : line.plug());
    },
  });

  return [cableFault('unplugged', () => line.unplug()), cableFault('occupied', () => line.occupy())];
};
