import type { DeviceReason, DeviceSupply } from '../device/device-status.ts';
import { numbers, octetStrings, texts } from './ipp/attribute-reader.ts';
import type { IppAttributes } from './ipp/message.ts';
import { type GivenReasonCode, printerReason } from './printer-state-reasons.ts';

/** Printer attributes that this file reads. */
export const supplyAttributeNames = [
  'marker-names',
  'marker-types',
  'marker-levels',
  'marker-low-levels',
  'marker-high-levels',
  'printer-supply',
  'printer-supply-description',
  'printer-input-tray',
] as const;

/** Percent at which a supply counts as low where the printer gives no threshold of its own. */
const defaultLowPercent = 10;

/**
 * Toner, ink and paper. Markers come from the `marker-*` attributes (CUPS, PWG 5100.9), or from `printer-supply`
 * (PWG 5100.13) where a printer has only that; trays from `printer-input-tray`. Levels: 0–100, −1 not known, −2 not
 * known, −3 some left (RFC 3805 `prtMarkerSuppliesLevel`, `prtInputCurrentLevel`).
 */
export const readSupplies = (attributes: IppAttributes): DeviceSupply[] => {
  const markers = readMarkers(attributes);
  return [...(markers.length > 0 ? markers : readPrinterSupply(attributes)), ...readTrays(attributes)];
};

/**
 * Reasons that follow from the levels, for printers that show levels and report nothing: low before out. The
 * printer itself decides when it stops, so an empty one is no more than a warning here. Of several trays one with
 * paper is enough.
 */
export const reasonsFromSupplies = (supplies: readonly DeviceSupply[]): DeviceReason<GivenReasonCode>[] =>
  supplies.flatMap(({ name, kind, state }) => {
    const spared = kind === 'media' && supplies.some((other) => other.kind === 'media' && hasEnough(other));
    return (state === 'low' || state === 'empty') && !spared
      ? [printerReason(codesOfLevels[kind][state], name, 'warning')]
      : [];
  });

const hasEnough = ({ state }: DeviceSupply): boolean => state === 'ok' || state === 'unknown';

const codesOfLevels = {
  media: { low: 'media-low', empty: 'media-empty' },
  toner: { low: 'toner-low', empty: 'toner-empty' },
  ink: { low: 'marker-supply-low', empty: 'marker-supply-empty' },
  waste: { low: 'marker-waste-full', empty: 'marker-waste-full' },
  other: { low: 'marker-supply-low', empty: 'marker-supply-empty' },
} as const satisfies Record<DeviceSupply['kind'], Record<'low' | 'empty', GivenReasonCode>>;

const readMarkers = (attributes: IppAttributes): DeviceSupply[] => {
  const names = texts(attributes, 'marker-names');
  const types = texts(attributes, 'marker-types');
  const lowLevels = numbers(attributes, 'marker-low-levels');
  const highLevels = numbers(attributes, 'marker-high-levels');
  return numbers(attributes, 'marker-levels').map((level, index) =>
    supplyOf({
      name: names[index] ?? `marker ${index + 1}`,
      kind: kindOfMarker(types[index] ?? ''),
      percent: level,
      lowPercent: lowLevels[index],
      fullPercent: highLevels[index],
    }),
  );
};

const kindOfMarker = (type: string): DeviceSupply['kind'] => {
  // Waste first: "wasteToner" and "waste-ink" name both.
  if (/waste/i.test(type)) {
    return 'waste';
  }
  if (/toner/i.test(type)) {
    return 'toner';
  }
  return /ink/i.test(type) ? 'ink' : 'other';
};

/** `index=1;type=toner;maxcapacity=100;level=25;colorantname=cyan;`: the table of RFC 3805 as key and value. */
const readPrinterSupply = (attributes: IppAttributes): DeviceSupply[] => {
  const names = texts(attributes, 'printer-supply-description');
  return octetStrings(attributes, 'printer-supply').map((row, index) => {
    const fields = readFields(row);
    return supplyOf({
      name: names[index] ?? fields.get('colorantname') ?? `supply ${index + 1}`,
      kind: kindOfMarker(fields.get('type') ?? ''),
      percent: percentOf(fields),
    });
  });
};

const readTrays = (attributes: IppAttributes): DeviceSupply[] =>
  octetStrings(attributes, 'printer-input-tray').map((row, index) => {
    const fields = readFields(row);
    return supplyOf({
      name: fields.get('name') ?? `tray ${index + 1}`,
      kind: 'media',
      percent: percentOf(fields),
    });
  });

const readFields = (row: string): ReadonlyMap<string, string> =>
  new Map(
    row.split(';').flatMap((field) => {
      const at = field.indexOf('=');
      return at < 1 ? [] : [[field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()] as const];
    }),
  );

/** Level of a row in percent of its capacity, or the negative code that it holds. */
const percentOf = (fields: ReadonlyMap<string, string>): number => {
  const level = Number(fields.get('level') ?? Number.NaN);
  const capacity = Number(fields.get('maxcapacity') ?? Number.NaN);
  if (!Number.isInteger(level)) {
    return unknownLevel;
  }
  if (level <= 0) {
    return level;
  }
  // A level without a capacity says only that there is some.
  // One sheet of 250 is not nothing.
  return capacity > 0 ? Math.min(100, Math.max(1, Math.round((level / capacity) * 100))) : someLevel;
};

const unknownLevel = -2;
const someLevel = -3;

interface Reading {
  readonly name: string;
  readonly kind: DeviceSupply['kind'];
  readonly percent: number;
  readonly lowPercent?: number | undefined;
  readonly fullPercent?: number | undefined;
}

const supplyOf = ({ name, kind, percent, lowPercent, fullPercent }: Reading): DeviceSupply => {
  const known = percent >= 0 && percent <= 100;
  return {
    name,
    kind,
    percent: known ? percent : null,
    state: known
      ? kind === 'waste'
        ? stateOfWaste(percent, fullPercent)
        : stateOfLevel(percent, lowPercent)
      : percent === someLevel
        ? 'ok'
        : 'unknown',
  };
};

const stateOfLevel = (percent: number, lowPercent: number | undefined): DeviceSupply['state'] => {
  if (percent === 0) {
    return 'empty';
  }
  const threshold = lowPercent !== undefined && lowPercent > 0 ? lowPercent : defaultLowPercent;
  return percent <= threshold ? 'low' : 'ok';
};

/**
 * Some printers count a waste container up and some count the space left down; only a threshold of its own tells.
 * Without one the printer's own reasons (marker-waste-full) have to do.
 */
const stateOfWaste = (percent: number, fullPercent: number | undefined): DeviceSupply['state'] => {
  if (fullPercent === undefined || fullPercent <= 0 || fullPercent >= 100) {
    return 'unknown';
  }
  return percent >= fullPercent ? 'low' : 'ok';
};
