/** One figure of the day: what it is of, the number, and one line beneath. */
export const FigureCard = ({
  title,
  figure,
  note,
  troubled = false,
}: {
  readonly title: string;
  readonly figure: string;
  readonly note: string;
  /** Somebody has to do something about it; the note says so in words. */
  readonly troubled?: boolean;
}) => (
  <div className="card staff-figure" data-troubled={troubled}>
    <h2>{title}</h2>
    <p className="staff-number">{figure}</p>
    <p className="staff-note">{note}</p>
  </div>
);
