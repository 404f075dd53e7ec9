import { useEffect, useRef } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';

/** Width of the drawn picture in pixels; it is a mirror to stand in, not a photograph. */
const drawnWidth = 480;

/** Shows residents themselves, mirrored, as in a mirror; nothing of a picture is kept but the one on the screen. */
export const FacePicture = () => {
  const { faces } = useBridge();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawing = canvas.current;
    const context = drawing?.getContext('2d', { alpha: false }) ?? null;
    if (!drawing || !context) return undefined;
    const stop = faces.onPicture((frame) => {
      const height = Math.round((drawnWidth * frame.displayHeight) / Math.max(1, frame.displayWidth));
      if (drawing.width !== drawnWidth || drawing.height !== height) {
        drawing.width = drawnWidth;
        drawing.height = height;
      }
      context.setTransform(-1, 0, 0, 1, drawnWidth, 0);
      context.drawImage(frame, 0, 0, drawnWidth, height);
      frame.close();
    });
    return () => {
      stop();
      drawing.width = 0;
    };
  }, [faces]);
  return <canvas className="face-picture" ref={canvas} data-testid="face-picture" />;
};
