import { type Separation, separationOf } from './separation.ts';

/** What a program makes of a person's picture from the camera and of one for the chip; null where it finds no face. */
export interface Embedded {
  readonly subject: string;
  readonly probe: Float32Array | null;
  readonly reference: Float32Array | null;
}

export const cosine = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
};

/** The nearer, the higher: so that both kinds of comparison read alike. */
export const nearness = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
  return -Math.sqrt(sum);
};

/** How well one program tells people apart. */
export interface Accuracy extends Separation {
  readonly name: string;
  readonly kind: 'ours' | 'peer';
  readonly remark: string;
  /** Pictures in which no face was found; of the camera's and of the chip's. */
  readonly withoutFace: { readonly probes: number; readonly references: number };
  /** Shares of pairs at the pack's threshold for accepting; null for a peer, whose threshold is for other pictures. */
  readonly atThreshold: {
    readonly threshold: number;
    readonly falseReject: number;
    readonly falseAccept: number;
  } | null;
}

/** Every picture as a probe against every other one as a reference; a face that was not found is like nobody. */
export const accuracyOf = (
  { name, kind, remark }: Pick<Accuracy, 'name' | 'kind' | 'remark'>,
  pictures: readonly Embedded[],
  compare: (one: Float32Array, other: Float32Array) => number,
  threshold: number | null,
): Accuracy => {
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const one of pictures) {
    for (const other of pictures) {
      if (one === other) continue;
      const score =
        one.probe && other.reference ? compare(one.probe, other.reference) : Number.NEGATIVE_INFINITY;
      (one.subject === other.subject ? genuine : impostor).push(score);
    }
  }
  const share = (scores: readonly number[], accepted: boolean): number =>
    scores.filter((score) => score >= (threshold ?? 0) === accepted).length / scores.length;
  return {
    name,
    kind,
    remark,
    ...separationOf(genuine, impostor),
    withoutFace: {
      probes: pictures.filter(({ probe }) => !probe).length,
      references: pictures.filter(({ reference }) => !reference).length,
    },
    atThreshold:
      threshold === null
        ? null
        : { threshold, falseReject: share(genuine, false), falseAccept: share(impostor, true) },
  };
};
