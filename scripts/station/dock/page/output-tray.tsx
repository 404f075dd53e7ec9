import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { StationDocument } from '../../station-contract.ts';
import type { ControlClient } from './control-client.ts';
import { Panel } from './panel.tsx';
import { type Phrase, Words } from './words.tsx';

const states: Record<StationDocument['state'], Phrase> = {
  printing: { zh: '正在打印', en: 'printing' },
  completed: { zh: '已打印', en: 'completed' },
  'ended-early': { zh: '没有打完', en: 'ended early' },
};

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('zh-CN', { hour12: false });

/** One page, large, over everything; a tap or Escape puts it back. */
const Enlarged = ({
  source,
  onClose,
}: {
  readonly source: string;
  readonly onClose: () => void;
}): ReactElement => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="enlarged" onClose={onClose} aria-label="放大的页面 enlarged page">
      <button type="button" onClick={onClose} aria-label="关闭 Close">
        <img src={source} alt="打印的页面 printed page" />
      </button>
    </dialog>
  );
};

const PrintedDocument = ({
  document,
  client,
  onEnlarge,
}: {
  readonly document: StationDocument;
  readonly client: ControlClient;
  readonly onEnlarge: (source: string) => void;
}): ReactElement => {
  const [pages, setPages] = useState<number | null>(0);
  useEffect(() => {
    let wanted = true;
    client
      .countPages(document.hash)
      .then((count) => wanted && setPages(count))
      .catch(() => wanted && setPages(null));
    return () => {
      wanted = false;
    };
  }, [client, document.hash]);
  return (
    <li className={`document document-${document.state}`} data-testid={`document-${document.number}`}>
      <p className="document-line">
        <Words phrase={states[document.state]} />
        <span>
          {timeOf(document.receivedAt)} · #{document.number} · {Math.ceil(document.bytes / 1024)} KB
        </span>
      </p>
      {pages === null ? (
        <p className="hint">
          <Words phrase={{ zh: '这份文件画不出来', en: 'This document cannot be drawn' }} />
        </p>
      ) : (
        Array.from({ length: pages }, (_, index) => {
          const source = client.pageImage(document.hash, index + 1);
          return (
            <button key={source} type="button" className="page" onClick={() => onEnlarge(source)}>
              <img src={source} alt={`第 ${index + 1} 页 page ${index + 1}`} />
            </button>
          );
        })
      )}
    </li>
  );
};

/** What has come out of the printer, newest on top. */
export const OutputTray = ({
  documents,
  client,
}: {
  readonly documents: readonly StationDocument[];
  readonly client: ControlClient;
}): ReactElement => {
  const [enlarged, setEnlarged] = useState<string | null>(null);
  return (
    <Panel title={{ zh: '出纸口', en: 'Output tray: tap a page to enlarge it' }} name="output">
      {documents.length === 0 ? (
        <p className="nothing">
          <Words phrase={{ zh: '还没有打印任何东西', en: 'Nothing has been printed yet' }} />
        </p>
      ) : (
        <ol className="documents">
          {documents.toReversed().map((document) => (
            <PrintedDocument
              key={`${document.number}}`}
              document={document}
              client={client}
              onEnlarge={setEnlarged}
            />
          ))}
        </ol>
      )}
      {enlarged === null ? null : <Enlarged source={enlarged} onClose={() => setEnlarged(null)} />}
    </Panel>
  );
};
