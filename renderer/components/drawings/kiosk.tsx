import type { ReactNode } from 'react';

/** A part of the kiosk that a drawing points at. */
export type KioskPart = 'cardReader' | 'paperOutlet';

/** Where each part sits on the small kiosk (centre of the mark). */
const places: Readonly<Record<KioskPart, { readonly x: number; readonly y: number }>> = {
  cardReader: { x: 174, y: 292 },
  paperOutlet: { x: 130, y: 352 },
};

const lens = { x: 448, y: 210, radius: 190 } as const;

/** The kiosk from the front, one part of it marked and shown large beside it. */
export const KioskDrawing = ({
  part,
  children,
}: {
  readonly part: KioskPart;
  readonly children: ReactNode;
}) => {
  const { x, y } = places[part];
  // From the edge of the spot to the edge of the lens, above and below.
  const [top, bottom] = [-1, 1].map((side) => ({
    from: `${x + 24} ${y + side * 24}`,
    to: `${lens.x - 100} ${lens.y + side * 161}`,
  }));
  return (
    <svg className="drawing" viewBox="0 0 660 420" fill="none" aria-hidden="true">
      <g className="drawing-outline">
        <rect className="fill-card" x="42" y="14" width="176" height="376" rx="20" />
        <rect className="fill-paper" x="62" y="66" width="136" height="188" rx="8" />
        <path d="M86 106h88M86 132h60" className="stroke-pale" />
        <rect x="86" y="196" width="88" height="32" rx="8" className="fill-pine-wash stroke-pale" />
        <circle cx="130" cy="42" r="8" />
        <path d="M42 270h176" className="stroke-pale" />
        <rect x="156" y="280" width="38" height="24" rx="5" />
        <rect x="66" y="282" width="24" height="24" rx="4" className="stroke-pale" />
        <path d="M84 352h92" />
        <path d="M62 390v16M198 390v16" />
      </g>
      <path className="drawing-leader" d={`M${top?.from}L${top?.to}M${bottom?.from}L${bottom?.to}`} />
      <circle className="drawing-spot" cx={x} cy={y} r="34" />
      <circle className="drawing-lens" cx={lens.x} cy={lens.y} r={lens.radius} />
      <g
        className="drawing-outline"
        transform={`translate(${lens.x} ${lens.y}) scale(0.88) translate(${-lens.x} ${-lens.y})`}
      >
        {children}
      </g>
    </svg>
  );
};
