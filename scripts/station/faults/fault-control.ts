import type { FaultDevice, StationFault } from '../station-contract.ts';

/** A fault that a hand can put in and take away. */
export interface FaultControl {
  readonly name: string;
  readonly device: FaultDevice;
  readonly kind: StationFault['kind'];
  /** Always false for what happens in a moment. */
  isOn(): boolean;
  /** Resolves when the fault is in, or gone. Turning off what happened in a moment does nothing. */
  set(on: boolean): Promise<void>;
}
