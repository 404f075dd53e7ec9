import { AsWritten } from '../../components/as-written.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { dayInWords } from './day-in-words.ts';
import { heldPlaces } from './held-groups.ts';
import { StateBadge } from './state-badge.tsx';

const factNames = [
  'relation',
  'address',
  'bank',
  'socialSecurityNumber',
  'location',
  'level',
  'class',
  'region',
  'title',
  'business',
] as const;
type FactName = (typeof factNames)[number];
const isFactName = (name: string): name is FactName => factNames.some((known) => known === name);

/** The round seal of who issued it: a drawing, no image of a real one. */
const Seal = () => (
  <svg className="held-seal" viewBox="0 0 100 100" aria-hidden="true">
    <circle cx="50" cy="50" r="45" />
    <path d="M50 28 55.5 43.5 72 44 59 54 63.5 70 50 60.5 36.5 70 41 54 28 44 44.5 43.5Z" />
  </svg>
);

/** What the screen says itself; the rest stands there as on the certificate. */
const inWords: readonly string[] = ['number', 'from', 'until'];

/** A certificate as one knows it: a card with its name, its facts and its seal. */
export const CertificatePicture = ({
  certificate,
}: {
  readonly certificate: ScreenProps<'myCertificate'>['visit']['certificate'];
}) => {
  const { t, locale } = useWords();
  const { kind, number, holder, issuer, validFrom, validUntil, facts, state } = certificate;
  const rows: readonly (readonly [key: string, label: string, value: string])[] = [
    ['holder', t('held.holder'), holder],
    ['number', t('held.number'), number],
    ...facts.map(
      ({ name, value }) => [name, isFactName(name) ? t(`held.fact.${name}`) : name, value] as const,
    ),
    ['issuer', t('held.issuer'), issuer],
    ['from', t('held.validFrom'), dayInWords(validFrom, locale)],
    ['until', t('held.validUntil'), validUntil === null ? t('held.forGood') : dayInWords(validUntil, locale)],
  ];
  return (
    <figure className="card held-picture" data-state={state}>
      <figcaption className="held-band">
        <span className="item-icon">
          <Icon of={heldPlaces[kind].icon} />
        </span>
        <span className="held-title">
          <strong>{t(`held.${kind}`)}</strong>
          <small>{t('held.electronic')}</small>
        </span>
        <StateBadge state={state} />
      </figcaption>
      <dl className="facts held-facts">
        {rows.map(([key, label, value]) => (
          <div key={key} data-row={key}>
            <dt>{label}</dt>
            <dd>{inWords.includes(key) ? value : <AsWritten text={value} />}</dd>
          </div>
        ))}
      </dl>
      {state === 'valid' && <Seal />}
    </figure>
  );
};
