import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { DeviceOfPorts, PortRole, ProbeView } from '../../contract/ports/port-views.ts';
import { portRoles } from '../../contract/ports/port-views.ts';
import type { PortAction } from '../../contract/staff/staff-intents.ts';
import type { StaffPageView } from '../../contract/staff/staff-view.ts';
import type { SettingsDesk } from '../settings/editor/settings-desk.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { ActionResult, SignedIn } from '../staff-mode/staff-types.ts';
import { type Place, placeId, placeOfLine, printerAt, readerAt, readPlace, scannerAt } from './place.ts';
import type { PortDesk } from './port-desk.ts';

/** Which device hangs where, of a kiosk that runs: found, tried, and written into the settings. */
export interface PortAssignments {
  page(): Extract<StaffPageView, { name: 'ports' }>;
  perform(member: SignedIn, action: PortAction): Promise<ActionResult>;
  /** Whoever looked for a plug has gone to another page, or left. */
  leave(): void;
}

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });

export const createPortAssignments = (options: {
  readonly settings: Pick<Settings, 'devices'>;
  readonly registry: Pick<DeviceRegistry, 'list'>;
  readonly desk: PortDesk;
  readonly settingsDesk: Pick<SettingsDesk, 'applyAt'>;
}): PortAssignments => {
  const { registry, desk } = options;
  const { idCardReader, qrScanner, printer } = options.settings.devices;

  const placeOf = (role: PortRole): string | null => {
    if (role === 'printer') return printer.uri;
    const line = role === 'idCardReader' ? idCardReader : qrScanner;
    const place = line && placeOfLine(line);
    return place ? placeId(place) : null;
  };
  const usedBy = (id: string): PortRole | null => portRoles.find((role) => placeOf(role) === id) ?? null;

  const settingsAt = (role: PortRole, place: Place): unknown => {
    switch (role) {
      case 'idCardReader':
        return readerAt(place, idCardReader);
      case 'qrScanner':
        return scannerAt(place, qrScanner);
      case 'printer':
        return printerAt(place);
    }
  };

  /** The kiosk's own driver holds the line: it is asked instead of a second one. */
  const ownWord = (role: PortRole, id: string): ProbeView | null => {
    const running = registry.list().find((listing) => listing.role === role);
    if (running === undefined) return null;
    const { state, reasons } = running.status;
    return state === 'online' || state === 'deviceBusy'
      ? { place: id, outcome: 'answers', detail: running.identity.model ?? '' }
      : { place: id, outcome: 'no-answer', detail: reasons[0]?.code ?? state };
  };

  const assign = async (
    member: SignedIn,
    { role, place: text }: Extract<PortAction, { name: 'assignPort' }>,
  ): Promise<ActionResult> => {
    desk.endDetection();
    const place = readPlace(text);
    const device = place && settingsAt(role, place);
    if (place === null || device === null) return bad('port-refused');
    const id = placeId(place);
    const holder = usedBy(id);
    if (holder === role) {
      return ownWord(role, id)?.outcome === 'answers'
        ? { code: 'port-answers', good: true }
        : bad('port-silent');
    }
    if (holder !== null) return bad('port-refused');
    const { outcome } = await desk.probe(role, place);
    if (outcome === 'not-a-place') return bad('port-refused');
    if (outcome !== 'answers' && outcome !== 'opened') return bad('port-silent');
    return options.settingsDesk.applyAt(member, ['devices', role], device);
  };

  return {
    leave: desk.endDetection,
    page: () => ({
      name: 'ports',
      devices: portRoles.map((role): DeviceOfPorts => {
        const place = placeOf(role);
        return {
          role,
          required: role !== 'qrScanner',
          place,
          probe: desk.lastProbe(role) ?? (place === null ? null : ownWord(role, place)),
        };
      }),
      places: desk.places(usedBy),
      detection: desk.detection(),
    }),
    perform: async (member, action) => {
      switch (action.name) {
        case 'lookAtPorts':
          await desk.look();
          return { code: 'ports-listed', good: true };
        case 'detectPort':
          desk.detect(action.role);
          return { code: 'port-watched', good: true };
        case 'endPortDetection':
          desk.endDetection();
          return { code: 'ports-listed', good: true };
        case 'assignPort':
          return assign(member, action);
      }
    },
  };
};
