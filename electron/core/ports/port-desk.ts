import { statSync } from 'node:fs';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { DetectionView, PlaceView, PortRole, ProbeView } from '../../contract/ports/port-views.ts';
import { watchPlaces } from './detect-place.ts';
import type { FoundPlace, ListPlaces } from './list-places.ts';
import { type Place, placeId } from './place.ts';
import type { ProbePlace } from './probe-place.ts';

/** What is connected, which plug it is, and whether the device that is meant answers there: for the wizard and the technician. */
export interface PortDesk {
  /** Looks what is connected. */
  look(): Promise<void>;
  places(usedBy: (id: string) => PlaceView['usedBy']): PlaceView[];
  /** Begins "unplug it, plug it in" for a device. */
  detect(role: PortRole): void;
  endDetection(): void;
  detection(): DetectionView | null;
  /** Tries a device at a place; what came of it stays until the next try. */
  probe(role: PortRole, place: Place): Promise<ProbeView>;
  lastProbe(role: PortRole): ProbeView | null;
}

/** What is typed may name any file; only a line is opened. */
const isLine = ({ path }: { readonly path: string }): boolean => {
  if (process.platform === 'win32') return true;
  try {
    return statSync(path).isCharacterDevice();
  } catch {
    return false;
  }
};

/** Nothing is listed more of a machine than fits on a few screens. */
const mostPlaces = 60;

export const createPortDesk = (options: {
  readonly list: ListPlaces;
  readonly probe: ProbePlace;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly changed: () => void;
}): PortDesk => {
  const { list, clock, changed } = options;
  const probes = new Map<PortRole, ProbeView>();
  let found: readonly FoundPlace[] = [];
  let watching: ReturnType<typeof watchPlaces> | null = null;

  const look = async (): Promise<void> => {
    found = (await list()).slice(0, mostPlaces);
    changed();
  };
  const endDetection = (): void => {
    watching?.stop();
    watching = null;
  };

  return {
    look,
    places: (usedBy) =>
      found.map(({ place, detail }) => ({
        id: placeId(place),
        kind: place.kind === 'usb' ? 'serial' : place.kind,
        detail: detail.slice(0, 300),
        usedBy: usedBy(placeId(place)),
      })),
    detect: (role) => {
      endDetection();
      watching = watchPlaces({
        role,
        present: async () => {
          found = (await list()).slice(0, mostPlaces);
          return found.map(({ place }) => placeId(place));
        },
        clock,
        changed,
      });
    },
    endDetection,
    detection: () => watching?.view() ?? null,
    probe: async (role, place) => {
      const probed: ProbeView =
        place.kind === 'serial' && !isLine(place)
          ? { place: placeId(place), outcome: 'not-a-place', detail: '' }
          : await options.probe(role, place);
      probes.set(role, probed);
      return probed;
    },
    lastProbe: (role) => probes.get(role) ?? null,
  };
};
