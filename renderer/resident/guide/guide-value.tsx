import type { ReactNode } from 'react';
import type { GuideValueView } from '../../../electron/contract/hall.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { GuideText } from './guide-text.tsx';

type Material = Extract<GuideValueView, { kind: 'materials' }>['materials'][number];

/** Entries of a guide have no names of their own that are sure to differ: their place tells them apart. */
const Numbered = ({ entries }: { readonly entries: readonly ReactNode[] }) => {
  const rows = entries.map((entry, index) => ({ entry, place: `place-${index}` }));
  return (
    <ul className="guide-rows">
      {rows.map(({ entry, place }) => (
        <li key={place}>
          <span>{entry}</span>
        </li>
      ))}
    </ul>
  );
};

const MaterialLine = ({ material }: { readonly material: Material }) => {
  const { t } = useWords();
  const { name, form, copies, isNecessary, mayFollow, isShared } = material;
  const remarks = isShared
    ? [t('guide.material.shared')]
    : [
        form === 'original' ? t('guide.material.original') : t(`guide.material.${form}`, { copies }),
        ...(isNecessary ? [] : [t('guide.material.optional')]),
        ...(mayFollow ? [t('guide.material.mayFollow')] : []),
      ];
  return (
    <>
      <GuideText text={name} /> <span className="guide-remark">{remarks.join(' · ')}</span>
    </>
  );
};

/** The value of an element, whatever kind it is of. */
export const GuideValue = ({ value }: { readonly value: GuideValueView }) => {
  const { t } = useWords();
  switch (value.kind) {
    case 'text':
      return <GuideText text={value.text} />;
    case 'list': {
      const [only] = value.items;
      return value.items.length === 1 && only !== undefined ? (
        <GuideText text={only} />
      ) : (
        <Numbered entries={value.items.map((item) => <GuideText key="text" text={item} />)} />
      );
    }
    case 'yes-no':
      return <>{t(value.yes ? 'guide.yes' : 'guide.no')}</>;
    case 'limit':
      return (
        <strong>
          {value.unit === 'on-the-spot'
            ? t('guide.onTheSpot')
            : t(value.unit === 'working-day' ? 'guide.workingDays' : 'guide.calendarDays', {
                days: value.amount,
              })}
        </strong>
      );
    case 'materials':
      return value.materials.length === 0 ? (
        t('guide.nothingToBring')
      ) : (
        <Numbered
          entries={value.materials.map((material) => <MaterialLine key="material" material={material} />)}
        />
      );
    case 'steps':
      return (
        <Numbered
          entries={value.steps.map(({ name, workingDays }) => (
            <span key="step">
              <GuideText text={name} />{' '}
              {workingDays > 0 && (
                <span className="guide-remark">{t('guide.step.days', { days: workingDays })}</span>
              )}
            </span>
          ))}
        />
      );
    case 'fees':
      return value.fees.length === 0 ? (
        t('guide.free')
      ) : (
        <Numbered
          entries={value.fees.map(({ name, standard }) => (
            <span key="fee">
              <GuideText text={name} /> <strong>{<GuideText text={standard} />}</strong>
            </span>
          ))}
        />
      );
    case 'places':
      return (
        <Numbered
          entries={value.places.map(({ name, address, hours }) => (
            <span className="guide-place" key="place">
              <strong>
                <GuideText text={name} />
              </strong>
              <span>
                <GuideText text={address} />
              </span>
              <span className="guide-remark">
                <GuideText text={hours} />
              </span>
            </span>
          ))}
        />
      );
    case 'questions':
      return (
        <Numbered
          entries={value.questions.map(({ question, answer }) => (
            <span className="guide-place" key="question">
              <strong>
                <GuideText text={question} />
              </strong>
              <span>
                <GuideText text={answer} />
              </span>
            </span>
          ))}
        />
      );
  }
};
