import { create } from 'qrcode';
import { useMemo } from 'react';

/** Empty border, in modules (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/** A QR symbol at level M, as one path, so that no seams are left between its modules. */
export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { path, side } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    const parts: string[] = [];
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) parts.push(`M${column + quietZone} ${row + quietZone}h1v1h-1z`);
      }
    }
    return { path: parts.join(''), side: modules.size + quietZone * 2 };
  }, [text]);
  return (
    <svg className="qr-picture" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path fill="#ffffff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000000" d={path} shapeRendering="crispEdges" />
    </svg>
  );
};
