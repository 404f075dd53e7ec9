import type { HidDeviceInfo } from './hid-support.ts';

/** Which device is meant. What is not given may be anything; what is given must be so. */
export interface HidDeviceFilter {
  readonly vendorId?: number;
  readonly productId?: number;
  readonly serialNumber?: string;
  /** HID Usage Tables: the page and usage of a top-level collection. */
  readonly usagePage?: number;
  readonly usage?: number;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** The filter in words, for the technician: `vendor 0C2E, product 0B8F, usage 008C:0002`. */
const describeFilter = (filter: HidDeviceFilter): string => {
  const parts: string[] = [];
  if (filter.vendorId !== undefined) parts.push(`vendor ${hex(filter.vendorId)}`);
  if (filter.productId !== undefined) parts.push(`product ${hex(filter.productId)}`);
  if (filter.serialNumber !== undefined) parts.push(`serial number ${filter.serialNumber}`);
  if (filter.usagePage !== undefined) {
    const usage = filter.usage === undefined ? '' : `:${hex(filter.usage)}`;
    parts.push(`usage ${hex(filter.usagePage)}${usage}`);
  }
  return parts.join(', ');
};

export type HidDeviceSearch =
  | { readonly ok: true; readonly device: HidDeviceInfo & { readonly path: string } }
  /** `detail` names what was looked for and, where it was several, what was found, for the technician. */
  | { readonly ok: false; readonly reason: 'port-not-found' | 'several-match'; readonly detail: string };

/**
 * The device that is meant, and only that: where several fit, none is taken. A path changes with each plugging in, what the
 * filter names does not. One device may be listed more than once, with the same path.
 */
export const findHidDevice = (
  devices: readonly HidDeviceInfo[],
  filter: HidDeviceFilter,
): HidDeviceSearch => {
  const names = Object.keys(filter) as (keyof HidDeviceFilter)[];
  const byPath = new Map<string, HidDeviceInfo>();
  for (const device of devices) {
    if (device.path === undefined) continue;
    const fits = names.every((name) => filter[name] === undefined || device[name] === filter[name]);
    if (fits) byPath.set(device.path, device);
  }
  const [first, ...others] = byPath;
  const wanted = describeFilter(filter);
  if (!first) return { ok: false, reason: 'port-not-found', detail: wanted };
  if (others.length > 0) {
    return { ok: false, reason: 'several-match', detail: `${wanted}: ${[...byPath.keys()].join(', ')}` };
  }
  const [path, device] = first;
  return { ok: true, device: { ...device, path } };
};
