import { Pressable } from '../../components/pressable.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** For whom, what will be looked up and, where `onChangePurpose` is given, what for. */
export const ConsentFacts = ({
  visit,
  onChangePurpose,
}: {
  readonly visit: ScreenProps<'consent'>['visit'];
  readonly onChangePurpose: (() => void) | null;
}) => {
  const { t, pick } = useWords();
  const { item, resident, purposeCode } = visit;
  const purpose = item.purposes.find(({ code }) => code === purposeCode);
  return (
    <dl className="card facts">
      <div>
        <dt>{t('consent.applicant')}</dt>
        <dd>
          {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
        </dd>
      </div>
      <div>
        <dt>{t('consent.data')}</dt>
        <dd>
          <ul className="data-used">
            {item.dataUsed.map((data) => (
              <li key={data['zh-CN']}>{pick(data)}</li>
            ))}
          </ul>
        </dd>
      </div>
      {onChangePurpose && purpose && (
        <div>
          <dt>{t('consent.chosenPurpose')}</dt>
          <dd className="chosen-purpose">
            {pick(purpose.name)}
            <Pressable className="button button-quiet" data-testid="change-purpose" onPress={onChangePurpose}>
              {t('consent.changePurpose')}
            </Pressable>
          </dd>
        </div>
      )}
    </dl>
  );
};
