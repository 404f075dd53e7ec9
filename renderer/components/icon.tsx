import type { LucideIcon } from 'lucide-react';

/**
 * An icon of the one family: outline, 2.5 px at 48 px (1.25 units in its box of 24). It repeats what words say, so
 * screen readers skip it.
 */
export const Icon = ({ of: Glyph, small = false }: { readonly of: LucideIcon; readonly small?: boolean }) => (
  <Glyph aria-hidden className={small ? 'icon icon-small' : 'icon'} strokeWidth={small ? 1.6 : 1.25} />
);
