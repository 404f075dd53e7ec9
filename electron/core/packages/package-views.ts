import {
  type ChosenPackage,
  chosenPackage,
  jointFields,
  type KnownPackage,
  type Part,
  partsAsking,
  partsWanting,
} from '../../../platform/contract/packages/joint-form.ts';
import type { PackageEntry } from '../../contract/packages.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { itemFace, residentView } from '../session/certificate-view.ts';
import { reviewView } from '../session/filing-view.ts';
import { promisesOfTaken } from './package-promises.ts';
import type { Surroundings } from '../session/surroundings.ts';
import { present, type VisitContext } from '../session/visit-context.ts';

const faceOf = ({ code, icon, everydayName, officialName, description }: KnownPackage) => ({
  code,
  icon,
  everydayName,
  officialName,
  description,
});

/** A package as it stands in a list. */
export const packageEntryOf = (whole: KnownPackage): PackageEntry => {
  const { code, icon, everydayName, officialName, promisedWorkingDays, parts } = whole;
  return {
    kind: 'package',
    code,
    icon,
    everydayName,
    officialName,
    items: parts.length,
    promisedWorkingDays,
  };
};

const namesBefore = ({ parts }: ChosenPackage, dependsOn: readonly string[]) =>
  parts.filter(({ item }) => dependsOn.includes(item.code)).map(({ item }) => item.officialName);

/** What the departments promise for each item by itself, working days. */
const oneByOne = ({ parts }: ChosenPackage): number =>
  parts.reduce((days, { item }) => days + item.promisedWorkingDays, 0);

/** What a package is, with the parts that `chosen` takes. */
export const packageView = (
  whole: KnownPackage,
  chosen: readonly string[],
  { around, identified }: { readonly around: Surroundings; readonly identified: boolean },
): VisitView => {
  const taken = chosenPackage(whole, chosen);
  const joint = jointFields(taken.parts);
  const codes = new Set(taken.parts.map(({ item }) => item.code));
  return {
    screen: 'package',
    package: faceOf(whole),
    parts: whole.parts.map(({ item, need, dependsOn }) => ({
      item: itemFace(item),
      promisedWorkingDays: item.promisedWorkingDays,
      isOptional: need === 'chosen',
      isTaken: codes.has(item.code),
      after: namesBefore(whole, dependsOn),
    })),
    promisedWorkingDays: taken.promisedWorkingDays,
    separatelyWorkingDays: oneByOne(taken),
    questions: joint.ok ? joint.fields.length : 0,
    separateQuestions: taken.parts.reduce((count, { item }) => count + item.form.fields.length, 0),
    filing: around.filing,
    canBegin: taken.parts.length > 0 && (identified || around.readerProblem === null),
  };
};

/** The review of a joint form: the answers that several items share, then those of each. */
export const packageReviewView = (context: VisitContext, chosen: ChosenPackage): VisitView => {
  const { answers, provenance, materials } = reviewView(context);
  const asking = new Map(answers.map((answer) => [answer, partsAsking(chosen, answer.name)]));
  const wanting = new Map(materials.map((material) => [material, partsWanting(chosen, material.code)]));
  const receivers = [...asking.values(), ...wanting.values()].filter(({ length }) => length > 1).flat();
  const together = chosen.parts.filter((part) => receivers.includes(part));
  const isShared = (parts: readonly Part[] | undefined): boolean => (parts?.length ?? 0) > 1;
  const groupOf = (parts: readonly Part[], isOfIt: (of: readonly Part[] | undefined) => boolean) => ({
    items: parts.map(({ item }) => itemFace(item)),
    answers: answers.filter((answer) => isOfIt(asking.get(answer))),
    materials: materials.filter((material) => isOfIt(wanting.get(material))),
  });
  return {
    screen: 'packageReview',
    package: faceOf(chosen),
    resident: residentView(present(context.person, 'person')),
    provenance,
    groups: [
      ...(together.length === 0 ? [] : [groupOf(together, isShared)]),
      ...chosen.parts.map((part) => groupOf([part], (of) => !isShared(of) && of?.includes(part) === true)),
    ],
  };
};

/** The receipt of a package, with how far each item has got. */
export const packageReceiptView = (
  context: VisitContext,
  chosen: ChosenPackage,
  around: Surroundings,
): VisitView => {
  const receipt = present(context.receipt, 'receipt');
  const { receiptNumber, parts = [] } = receipt;
  const dependsOn = new Map(chosen.parts.map((part) => [part.item.code, part.dependsOn]));
  return {
    screen: 'packageReceipt',
    package: faceOf(chosen),
    promisedWorkingDays: chosen.promisedWorkingDays,
    receiptNumber,
    parts: parts.map((part) => ({
      item: itemFace(part.item),
      receiptNumber: part.receiptNumber,
      delivery: around.deliveryOf(part.key),
      after: namesBefore(chosen, dependsOn.get(part.item.code) ?? []),
    })),
    promises: promisesOfTaken(receipt, around.deliveryOf).map(({ name, dueOn }) => ({ name, dueOn })),
    print: context.receiptPrint,
    printerProblem: around.printerProblem,
  };
};
