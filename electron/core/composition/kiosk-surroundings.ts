import type { Clock } from '../../../drivers/device/clock.ts';
import { deviceProblem } from '../devices/device-problem.ts';
import { speaksAt } from '../session/speech-hours.ts';
import type { Surroundings } from '../session/surroundings.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import type { PlatformSide } from './platform-side.ts';
import type { StaffSide } from './staff-side.ts';
import type { VisitBusiness } from './visit-business.ts';
import type { VisitIdentification } from './visit-identification.ts';
import type { VisitVerification } from './visit-verification.ts';

/** Tells what a view needs to know beside the visit itself, as it is at the moment of asking. */
export const createSurroundings = (parts: {
  readonly settings: Pick<Settings, 'speech' | 'station'>;
  readonly clock: Clock;
  readonly devices: Pick<KioskDevices, 'registry' | 'reader' | 'camera'>;
  readonly platform: Pick<PlatformSide, 'documents'>;
  readonly business: VisitBusiness;
  readonly identification: VisitIdentification;
  readonly verification: VisitVerification;
  readonly staff: StaffSide;
}): (() => Surroundings) => {
  const { business, identification, verification } = parts;
  const { registry, reader, camera } = parts.devices;
  const { documents } = parts.platform;
  const { closing, staffMode } = parts.staff;
  return () => {
    const readerProblem = deviceProblem('idCardReader', registry.status('idCardReader'));
    const printerProblem = deviceProblem('printer', registry.status('printer'));
    const { items, applications, myDocuments = [] } = documents.catalogue();
    return {
      speaksAtThisHour: speaksAt(parts.settings.speech, parts.clock.now()),
      unavailable: [readerProblem, printerProblem].filter((problem) => problem !== null),
      readerProblem,
      printerProblem,
      cardOnReader: reader.cardPresence !== 'absent',
      cameraWorks: camera?.status().state === 'online',
      takesCodes: identification.takesCodes(),
      takesCertificates: verification.takesCertificates(),
      faceObstacle: identification.services.faceObstacle(),
      platformCompares: identification.services.platformCompares(),
      staffCanVouch: identification.services.staffCanVouch,
      closing: closing.current(),
      staff: staffMode.view,
      items,
      myDocumentItems: myDocuments,
      printsToday: business.printsToday,
      applications,
      packages: business.packages(),
      filing: business.filing.availability(),
      deliveryOf: business.myApplications.deliveryOf,
      ...business.myReplies,
      stationCode: parts.settings.station.code,
      hall: business.hall,
      policies: business.policies,
      appointments: documents.appointmentDirectory(),
      briefGuides: documents.guides(),
      catalogueState: documents.catalogueState(),
    };
  };
};
