import { type ReactNode, useEffect, useRef } from 'react';
import { Sentences } from './sentences.tsx';
import { WordBreaks } from './word-breaks.tsx';

/** Title and one sentence beneath. Takes the focus when a step begins, so that the reading and tab order start here. */
export const ScreenHeading = ({
  title,
  lead = [],
  children,
}: {
  readonly title: string;
  /** Texts that stay together where there is room. */
  readonly lead?: readonly string[];
  /** What all of the screen is about, beneath. */
  readonly children?: ReactNode;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="screen-heading">
      <h1 ref={heading} tabIndex={-1}>
        <WordBreaks text={title} />
      </h1>
      {lead.length > 0 && (
        <p className="lead">
          {lead.map((text) => (
            <span className="phrase" key={text}>
              <Sentences text={text} />
            </span>
          ))}
        </p>
      )}
      {children}
    </div>
  );
};
