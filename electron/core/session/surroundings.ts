import type { ApplicationItem } from '../../../platform/contract/catalogue.ts';
import type { AppointmentDirectory } from '../../../platform/contract/appointments.ts';
import type { Guide } from '../../../platform/contract/guide.ts';
import type { FaceObstacle } from '../../contract/identity-words.ts';
import type { Closing } from '../../contract/staff/closing.ts';
import type { StaffView } from '../../contract/staff/staff-view.ts';
import type { PackageShelf } from '../packages/package-shelf.ts';
import type { ServiceHall } from '../hall/service-hall.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import type { Delivery, FilingAvailability } from './filing-types.ts';
import type { MyDocumentsSurroundings } from './my-documents-view.ts';
import type { DeviceProblem } from './visit-types.ts';

/** What a view needs to know beside the visit itself. */
export interface Surroundings extends MyDocumentsSurroundings {
  /** Screens speak unless somebody says otherwise. */
  readonly speaksAtThisHour: boolean;
  /** Devices that stop the main job, in the order in which the resident would meet them. */
  readonly unavailable: readonly DeviceProblem[];
  readonly readerProblem: DeviceProblem | null;
  readonly cardOnReader: boolean;
  /** A camera is there and works. */
  readonly cameraWorks: boolean;
  /** A scanner is there and works. */
  readonly takesCodes: boolean;
  /** A scanner is there that reads certificates to be verified. */
  readonly takesCertificates: boolean;
  /** What stands against comparing a face here; of the resident's own card it says nothing. */
  readonly faceObstacle: FaceObstacle | null;
  /** The platform could compare a face, where the card has no photo that can be read. */
  readonly platformCompares: boolean;
  /** Asked only where it is shown: it looks into the database. */
  readonly staffCanVouch: () => boolean;
  /** Closed by staff; null: open. */
  readonly closing: Closing | null;
  /** Asked only while staff mode is on. */
  readonly staff: () => StaffView;
  readonly applications: readonly ApplicationItem[];
  readonly packages: PackageShelf;
  readonly filing: FilingAvailability;
  /** How far a filed application has got, by its key. */
  readonly deliveryOf: (key: string) => Delivery;
  /** The same of what was handed in beside applications. */
  readonly replyDeliveryOf: (key: string) => Delivery;
  /** What became of the answer that was given here to what a department asked; null: none was. */
  readonly correctionGivenHere: (receiptNumber: string, position: number) => Delivery | null;
  /** The same of a material that was promised, by its code. */
  readonly supplementGivenHere: (receiptNumber: string, material: string) => Delivery | null;
  readonly stationCode: string;
  readonly hall: ServiceHall;
  readonly policies: PolicyLibrary;
  /** What takes appointments, and where; null until the platform has said so. */
  readonly appointments: AppointmentDirectory | null;
  /** Short guides in everyday words, by the code of their item. */
  readonly briefGuides: ReadonlyMap<string, Guide>;
  readonly catalogueState: 'loading' | 'current' | 'kept' | 'unavailable';
}
