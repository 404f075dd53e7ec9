import { findSerialPort } from '../../../drivers/transport/find-serial-port.ts';
import type { Fault } from '../fault.ts';
import type { PortAddress } from './port-address.ts';
import { describeHolder, findPortHolder } from './port-holder.ts';

/** Adds to a `port-busy` who holds the port, where that can be seen; any other fault stays as it is. */
export const explainBusy = async (fault: Fault, port: PortAddress): Promise<Fault> => {
  if (fault.code !== 'port-busy') return fault;
  const path = await pathOf(port);
  const holder = path === null ? null : await findPortHolder(path);
  if (!holder) return fault;
  const detail = fault.detail === undefined ? '' : ` (${fault.detail})`;
  return { ...fault, detail: `${describeHolder(holder)}${detail}` };
};

const pathOf = async (port: PortAddress): Promise<string | null> => {
  switch (port.kind) {
    case 'serial':
      return port.path;
    case 'usb': {
      const found = await findSerialPort(port);
      return found.ok ? found.path : null;
    }
    case 'hid':
      return null;
  }
};
