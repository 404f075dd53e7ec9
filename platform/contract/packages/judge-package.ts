import type { ApplicationItem, Catalogue } from '../catalogue.ts';
import { jointFields, jointMaterials, type KnownPackage, type Part } from './joint-form.ts';
import { type ServicePackage, servicePackageSchema } from './service-package.ts';

/** Why a package cannot be offered; the others are. */
export type PackageFault =
  | 'malformed'
  | 'code-taken'
  | 'item-twice'
  | 'unknown-item'
  | 'unknown-dependency'
  /** Items that wait for each other. */
  | 'cycle'
  /** A required item that depends on one which nobody has to choose. */
  | 'required-on-chosen'
  | 'unknown-field'
  /** Two fields under one name that no answer fits. */
  | 'unequal-fields'
  /** A material that two items want in other ways or situations. */
  | 'unequal-materials';

export interface RefusedPackage {
  /** Its place in the catalogue, from zero. */
  readonly position: number;
  readonly fault: PackageFault;
  /** The code, field or path that is at fault. */
  readonly detail: string;
}

type Judgement =
  | { readonly ok: true; readonly known: KnownPackage }
  | ({ readonly ok: false } & Omit<RefusedPackage, 'position'>);

const refused = (fault: PackageFault, detail: string): Judgement => ({ ok: false, fault, detail });

/** The parts, each after those that it depends on and otherwise as they are listed; null where they run in a circle. */
const inOrder = (parts: readonly Part[]): readonly Part[] | null => {
  const ordered: Part[] = [];
  const waiting = [...parts];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ dependsOn }) =>
      dependsOn.every((code) => ordered.some(({ item }) => item.code === code)),
    );
    if (next < 0) return null;
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
};

const judgeParts = (whole: ServicePackage, applications: readonly ApplicationItem[]): Judgement => {
  const parts: Part[] = [];
  for (const { item: code, need, dependsOn, asks } of whole.parts) {
    const item = applications.find((candidate) => candidate.code === code);
    if (item === undefined) return refused('unknown-item', code);
    if (parts.some((part) => part.item.code === code)) return refused('item-twice', code);
    const unknown = Object.keys(asks).find((name) => !item.form.fields.some((field) => field.name === name));
    if (unknown !== undefined) return refused('unknown-field', `${code}.${unknown}`);
    parts.push({ item, need, dependsOn, asks });
  }
  for (const { item, need, dependsOn } of parts) {
    for (const code of dependsOn) {
      const before = parts.find((part) => part.item.code === code);
      if (before === undefined) return refused('unknown-dependency', `${item.code}.${code}`);
      if (need === 'required' && before.need === 'chosen') {
        return refused('required-on-chosen', `${item.code}.${code}`);
      }
    }
  }
  const ordered = inOrder(parts);
  if (ordered === null) return refused('cycle', whole.code);
  const materials = jointMaterials(ordered);
  if (!materials.ok) return refused('unequal-materials', materials.name);
  const joint = jointFields(ordered);
  return joint.ok ? { ok: true, known: { ...whole, parts: ordered } } : refused('unequal-fields', joint.name);
};

/** Holds a package against the schema and the applications of its catalogue. */
export const judgePackage = (candidate: unknown, applications: readonly ApplicationItem[]): Judgement => {
  const parsed = servicePackageSchema.safeParse(candidate);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused('malformed', issue?.path.map(String).join('.') ?? '');
  }
  return judgeParts(parsed.data, applications);
};

/** The packages of a catalogue that can be offered, and those that cannot: one that is broken costs no other. */
export const packagesOf = ({
  items,
  applications,
  packages,
}: Pick<Catalogue, 'items' | 'applications' | 'packages'>): {
  readonly known: readonly KnownPackage[];
  readonly refused: readonly RefusedPackage[];
} => {
  const taken = new Set([...items, ...applications].map(({ code }) => code));
  const known: KnownPackage[] = [];
  const left: RefusedPackage[] = [];
  for (const [position, candidate] of packages.entries()) {
    const judged = judgePackage(candidate, applications);
    if (!judged.ok) left.push({ position, fault: judged.fault, detail: judged.detail });
    else if (taken.has(judged.known.code)) {
      left.push({ position, fault: 'code-taken', detail: judged.known.code });
    } else {
      taken.add(judged.known.code);
      known.push(judged.known);
    }
  }
  return { known, refused: left };
};
