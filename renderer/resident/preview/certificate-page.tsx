import { ZoomIn, ZoomOut } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { OpenedDocument } from '../../bridge/documents.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** How much a tap enlarges; the page is drawn this fine from the start. */
const zoom = 2.2;

/** A canvas wider than this gains nothing on a kiosk's screen and costs memory. */
const widestCanvas = 2_400;

/** One page of the certificate, as it will be printed. A tap enlarges the spot that was touched, another shows all. */
export const CertificatePage = ({
  document,
  page,
  onFailure,
}: {
  readonly document: OpenedDocument;
  readonly page: number;
  readonly onFailure: () => void;
}) => {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [origin, setOrigin] = useState('50% 20%');
  const [enlarged, setEnlarged] = useState(false);

  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    let left = false;
    const width = Math.min(widestCanvas, Math.ceil(target.clientWidth * zoom * window.devicePixelRatio));
    document.drawPage(page, target, Math.max(1, width)).then(
      () => {
        if (!left) setDrawn(true);
      },
      () => {
        if (!left) onFailure();
      },
    );
    return () => {
      left = true;
      // A canvas without size holds no pixels.
      target.width = 0;
      target.height = 0;
      setDrawn(false);
    };
  }, [document, page, onFailure]);

  const remember = (event: PointerEvent<HTMLButtonElement>): void => {
    if (enlarged) return;
    const frame = event.currentTarget.getBoundingClientRect();
    const x = (100 * (event.clientX - frame.left)) / frame.width;
    const y = (100 * (event.clientY - frame.top)) / frame.height;
    setOrigin(`${x.toFixed(1)}% ${y.toFixed(1)}%`);
  };

  return (
    <Pressable
      className="certificate"
      data-testid="preview-zoom"
      data-drawn={drawn}
      data-enlarged={enlarged}
      aria-label={t(enlarged ? 'preview.zoomOut' : 'preview.zoomIn')}
      onPointerDownCapture={remember}
      onPress={() => setEnlarged(!enlarged)}
    >
      <canvas
        ref={canvas}
        style={{ transform: enlarged ? `scale(${zoom})` : 'none', transformOrigin: origin }}
      />
      <span className="certificate-hint" aria-hidden="true">
        <Icon of={enlarged ? ZoomOut : ZoomIn} small />
        {t(enlarged ? 'preview.tapToShrink' : 'preview.tapToZoom')}
      </span>
      {!drawn && <span className="certificate-drawing">{t('preview.loading')}</span>}
    </Pressable>
  );
};
