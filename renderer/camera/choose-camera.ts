/** A camera as the browser lists it. */
export interface CameraDescription {
  readonly id: string;
  /** Empty where the page may not see it. */
  readonly label: string;
}

export type CameraChoice =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: 'not-found' | 'ambiguous' | 'refused' };

/**
 * The one camera with `label` in its label, whatever its case. `refused`: there are cameras, but their labels are hidden
 * from the page, so that none can be told from another.
 */
export const chooseCamera = (cameras: readonly CameraDescription[], label: string): CameraChoice => {
  if (cameras.some((camera) => camera.label === '')) return { ok: false, reason: 'refused' };
  const wanted = label.toLowerCase();
  const [first, ...others] = cameras.filter((camera) => camera.label.toLowerCase().includes(wanted));
  if (!first) return { ok: false, reason: 'not-found' };
  return others.length > 0 ? { ok: false, reason: 'ambiguous' } : { ok: true, id: first.id };
};
