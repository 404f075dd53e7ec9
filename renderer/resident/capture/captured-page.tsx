import { useEffect, useRef } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';

/** Width of the drawn page in pixels: letters of the picture are still told apart. */
const drawnWidth = 1_280;

/** Shows the page that was taken, as the core has it; it is drawn once, and its bytes are overwritten. */
export const CapturedPage = ({ look, label }: { readonly look: number; readonly label: string }) => {
  const { core } = useBridge();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawing = canvas.current;
    let over = false;
    const show = async (): Promise<void> => {
      const jpeg = await core.capturedPage(look);
      if (jpeg === null) return;
      const picture = await createImageBitmap(new Blob([jpeg.slice()], { type: 'image/jpeg' })).catch(
        () => null,
      );
      jpeg.fill(0);
      const context = drawing?.getContext('2d', { alpha: false }) ?? null;
      if (picture && drawing && context && !over) {
        drawing.width = drawnWidth;
        drawing.height = Math.round((drawnWidth * picture.height) / picture.width);
        context.drawImage(picture, 0, 0, drawing.width, drawing.height);
        drawing.dataset.shown = 'true';
      }
      picture?.close();
    };
    void show();
    return () => {
      over = true;
      if (drawing) drawing.width = 0;
    };
  }, [core, look]);
  return (
    <canvas className="page-picture" ref={canvas} role="img" aria-label={label} data-testid="captured-page" />
  );
};
