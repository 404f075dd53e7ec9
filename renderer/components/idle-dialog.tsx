import { type ReactNode, useEffect, useId, useRef } from 'react';

/** Says that time runs out, over everything else; it has the focus, so that it is read aloud. */
export const IdleDialog = ({
  seconds,
  title,
  body,
  onTouchBeside,
  children,
}: {
  readonly seconds: number;
  readonly title: string;
  readonly body: string;
  /** Somebody touches what lies behind. */
  readonly onTouchBeside?: () => void;
  /** The buttons. */
  readonly children: ReactNode;
}) => {
  const id = useId();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <div className="idle-scrim" data-idle-warning onPointerDown={onTouchBeside}>
      <div
        className="idle-dialog"
        ref={dialog}
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-body`}
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <p className="idle-seconds" aria-hidden="true">
          {seconds}
        </p>
        <h2 id={`${id}-title`}>{title}</h2>
        <p id={`${id}-body`}>{body}</p>
        {children}
      </div>
    </div>
  );
};
