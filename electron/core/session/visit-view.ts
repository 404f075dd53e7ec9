import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { ItemView, ResidentView, VisitView } from '../../contract/view-snapshot.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import { present, type VisitContext } from './visit-context.ts';
import type { VisitState } from './visit-machine.ts';
import type { DeviceProblem, IdentifiedPerson } from './visit-types.ts';

/** What a view needs to know beside the visit itself. */
export interface Surroundings {
  /** Devices that stop the main job, in the order in which the resident would meet them. */
  readonly unavailable: readonly DeviceProblem[];
  readonly readerProblem: DeviceProblem | null;
  readonly printerProblem: DeviceProblem | null;
  readonly cardOnReader: boolean;
  readonly items: readonly CatalogueItem[];
  readonly catalogueState: 'loading' | 'current' | 'kept' | 'unavailable';
}

/** An item as the resident sees it. */
export const itemView = (item: CatalogueItem): ItemView => ({
  code: item.code,
  everydayName: item.everydayName,
  officialName: item.officialName,
  description: item.description,
  department: item.department.name,
  icon: item.icon,
  dataUsed: item.dataUsed,
  purposes: item.purposes,
});

const residentView = (person: IdentifiedPerson): ResidentView => ({
  maskedName: maskName(person.name),
  maskedIdNumber: maskIdNumber(person.idNumber),
});

const problemView = (context: VisitContext): VisitView => {
  const failure = present(context.failure, 'failure');
  return {
    screen: 'problem',
    problem: failure.problem,
    device: failure.device ?? null,
    staffCode: failure.staffCode,
    canRetry: failure.retry !== null,
    certificateNumber: failure.certificateNumber ?? context.certificate?.certificateNumber ?? null,
  };
};

type VisitStateValue = VisitState['value']['visit'];

/** Turns the state of the chart into what the renderer draws. */
export const visitView = (value: VisitStateValue, context: VisitContext, around: Surroundings): VisitView => {
  if (typeof value === 'object') {
    return {
      screen: 'identify',
      step: value.identify,
      unavailable: around.readerProblem ? [around.readerProblem] : [],
    };
  }
  switch (value) {
    case 'attract':
    case 'opening':
      return { screen: 'attract', unavailable: [...around.unavailable] };
    case 'checking':
      return { screen: 'identify', step: 'checking', unavailable: [] };
    case 'choose': {
      const person = present(context.person, 'person');
      return {
        screen: 'choose',
        resident: residentView(person),
        items: around.items.map(itemView),
        catalogueState: around.catalogueState,
      };
    }
    case 'consent':
      return {
        screen: 'consent',
        resident: residentView(present(context.person, 'person')),
        item: itemView(present(context.item, 'item')),
        purposeCode: context.purposeCode,
      };
    case 'preparing':
      return {
        screen: 'preparing',
        item: itemView(present(context.item, 'item')),
        step: context.prepareStep,
      };
    case 'preview': {
      const certificate = present(context.certificate, 'certificate');
      return {
        screen: 'preview',
        item: itemView(present(context.item, 'item')),
        resident: residentView(present(context.person, 'person')),
        certificateNumber: certificate.certificateNumber,
        pages: certificate.pages,
        printerProblem: around.printerProblem,
      };
    }
    case 'printing':
      return {
        screen: 'printing',
        item: itemView(present(context.item, 'item')),
        step: context.printProgress.step,
        pagesPrinted: context.printProgress.pagesPrinted,
        pages: present(context.certificate, 'certificate').pages,
        printerProblem: context.printProgress.printerProblem,
      };
    case 'takePaper':
      return {
        screen: 'takePaper',
        item: itemView(present(context.item, 'item')),
        cardOnReader: around.cardOnReader,
      };
    case 'rate':
      return { screen: 'rate', item: itemView(present(context.item, 'item')) };
    case 'goodbye':
      return { screen: 'goodbye', printed: context.end === 'completed', cardOnReader: around.cardOnReader };
    case 'problem':
      return problemView(context);
  }
};

/** States from which `back` leads somewhere. */
export const canGoBack = (value: VisitStateValue): boolean =>
  typeof value === 'object' || value === 'consent' || value === 'preview';
