/** Names and values beside each other, as the machine's own page has them. */
export const FactsCard = ({
  title,
  rows,
}: {
  readonly title?: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}) => (
  <div className="card">
    {title !== undefined && <h2>{title}</h2>}
    <dl className="facts diagnostic-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </div>
);
