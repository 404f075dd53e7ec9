import {
  type DeviceOfPorts,
  type PlaceView,
  type PortRole,
  portRoles,
} from '../../contract/ports/port-views.ts';
import { type Place, placeId, placeOfLine, printerAt, readerAt, scannerAt } from '../ports/place.ts';
import type { PortDesk } from '../ports/port-desk.ts';
import { settingsSchema } from '../settings/settings-schema.ts';
import type { SetupState } from './setup-state.ts';

const { shape } = settingsSchema.shape.devices;

/** The id of the place that a device has now; null: none. */
export const placeOfRole = (state: SetupState, role: PortRole): string | null => {
  if (role === 'printer') return state.printer?.uri ?? null;
  const place = state[role] && placeOfLine(state[role]);
  return place && placeId(place);
};

/** Which device is at a place now. */
export const roleAt =
  (state: SetupState) =>
  (id: string): PlaceView['usedBy'] =>
    portRoles.find((role) => placeOfRole(state, role) === id) ?? null;

/** The state with a device at a place; null where such a device cannot hang there. */
export const placedState = (state: SetupState, role: PortRole, place: Place): SetupState | null => {
  switch (role) {
    case 'idCardReader': {
      const parsed = shape.idCardReader.safeParse(readerAt(place));
      return parsed.success ? { ...state, idCardReader: parsed.data } : null;
    }
    case 'qrScanner': {
      const parsed = shape.qrScanner.unwrap().safeParse(scannerAt(place));
      return parsed.success ? { ...state, qrScanner: parsed.data } : null;
    }
    case 'printer': {
      const parsed = shape.printer.safeParse(printerAt(place));
      return parsed.success ? { ...state, printer: parsed.data } : null;
    }
  }
};

/** The devices as the wizard shows them. */
export const devicesOf = (state: SetupState, desk: PortDesk): DeviceOfPorts[] =>
  portRoles.map((role) => ({
    role,
    required: role !== 'qrScanner',
    place: placeOfRole(state, role),
    probe: desk.lastProbe(role),
  }));
