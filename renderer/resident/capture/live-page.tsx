import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';

/** Width of the drawn picture in pixels: to aim by. */
const drawnWidth = 960;

/** What the camera sees, as it is: not mirrored, so that a page is read as it is held. `onSeen`: the first picture is there. */
export const LivePage = ({ label, onSeen }: { readonly label: string; readonly onSeen: () => void }) => {
  const { pages } = useBridge();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const drawing = canvas.current;
    const context = drawing?.getContext('2d', { alpha: false }) ?? null;
    if (!drawing || !context) return undefined;
    const stop = pages.onPicture((frame) => {
      const height = Math.round((drawnWidth * frame.displayHeight) / Math.max(1, frame.displayWidth));
      if (drawing.width !== drawnWidth || drawing.height !== height) {
        drawing.width = drawnWidth;
        drawing.height = height;
      }
      context.drawImage(frame, 0, 0, drawnWidth, height);
      frame.close();
      setSeen(true);
    });
    return () => {
      stop();
      drawing.width = 0;
    };
  }, [pages]);
  useEffect(() => {
    if (seen) onSeen();
  }, [seen, onSeen]);
  return (
    <canvas className="page-picture" ref={canvas} role="img" aria-label={label} data-testid="live-page" />
  );
};
