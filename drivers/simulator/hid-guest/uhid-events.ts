/**
 * Events of the Linux kernel's user-space HID driver (`include/uapi/linux/uhid.h`): packed structures, little-endian, the
 * type in the first four bytes. A device exists as long as its `/dev/uhid` is open and it is not destroyed.
 */

/** What the kernel tells the device. Reports of devices without report ids begin with 0 when they are written. */
export type UhidEvent =
  | { readonly type: 'stop' }
  /** The first program has opened the device, the last one has closed it. */
  | { readonly type: 'open' | 'close' }
  /** An output report, as it was written. */
  | { readonly type: 'output'; readonly report: Uint8Array }
  /** A feature report is set; the kernel waits for the answer with this id. */
  | { readonly type: 'setFeature'; readonly id: number; readonly report: Uint8Array }
  | { readonly type: 'other' };

export interface UhidDeviceDescription {
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  /** HID report descriptor (USB HID 1.11, 6.2.2). */
  readonly reportDescriptor: Uint8Array;
}

/** Length of what one read gives: the largest event. */
export const uhidEventLength = 4380;

const eventTypes = {
  destroy: 1,
  stop: 3,
  open: 4,
  close: 5,
  output: 6,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
};
const maximumData = 4096;
const usbBus = 3;
const featureReport = 0;
const typeLength = 4;

/** Length of `uhid_create2_req`, and where its fields after the three texts stand. */
const create2Length = 280 + maximumData - 4;
const create2 = { name: 0, physicalPath: 128, uniqueId: 192, fields: 256, descriptor: 276 };

/** Makes the device known to the kernel. */
export const encodeCreate = (device: UhidDeviceDescription): Buffer => {
  const event = Buffer.alloc(typeLength + create2Length);
  event.writeUInt32LE(eventTypes.create2);
  const request = event.subarray(typeLength);
  request.write(device.name, create2.name, 127);
  request.write('simulated/0', create2.physicalPath, 63);
  request.write(device.serialNumber, create2.uniqueId, 63);
  request.writeUInt16LE(device.reportDescriptor.length, create2.fields);
  request.writeUInt16LE(usbBus, create2.fields + 2);
  request.writeUInt32LE(device.vendorId, create2.fields + 4);
  request.writeUInt32LE(device.productId, create2.fields + 8);
  request.set(device.reportDescriptor, create2.descriptor);
  return event;
};

/** Unplugs the device. */
export const encodeDestroy = (): Buffer => {
  const event = Buffer.alloc(typeLength);
  event.writeUInt32LE(eventTypes.destroy);
  return event;
};

/** An input report of the device, with its id where it has ids. */
export const encodeInput = (report: Uint8Array): Buffer => {
  const event = Buffer.alloc(typeLength + 2 + report.length);
  event.writeUInt32LE(eventTypes.input2);
  event.writeUInt16LE(report.length, typeLength);
  event.set(report, typeLength + 2);
  return event;
};

/** Accepts the feature report of this `setFeature` event. */
export const encodeFeatureAccepted = (id: number): Buffer => {
  const event = Buffer.alloc(typeLength + 6);
  event.writeUInt32LE(eventTypes.setReportReply);
  event.writeUInt32LE(id, typeLength);
  return event;
};

/** What a read from `/dev/uhid` gave. */
export const decodeEvent = (event: Buffer): UhidEvent => {
  const request = event.subarray(typeLength);
  switch (event.readUInt32LE()) {
    case eventTypes.stop:
      return { type: 'stop' };
    case eventTypes.open:
      return { type: 'open' };
    case eventTypes.close:
      return { type: 'close' };
    case eventTypes.output:
      return {
        type: 'output',
        report: Uint8Array.from(request.subarray(0, request.readUInt16LE(maximumData))),
      };
    case eventTypes.setReport: {
      if (request[5] !== featureReport) return { type: 'other' };
      const report = Uint8Array.from(request.subarray(8, 8 + request.readUInt16LE(6)));
      return { type: 'setFeature', id: request.readUInt32LE(), report };
    }
    default:
      return { type: 'other' };
  }
};
