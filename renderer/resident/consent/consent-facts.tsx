import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { usePages } from '../../components/use-pages.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

type Order = ScreenProps<'consent'>['visit']['orders'][number];

/** A purpose that was chosen, and a way to change it. */
const ChosenPurpose = ({
  order,
  testId,
  onChange,
}: {
  readonly order: Order;
  readonly testId: string;
  readonly onChange: () => void;
}) => {
  const { t, pick } = useWords();
  const purpose = order.item.purposes.find(({ code }) => code === order.purposeCode);
  if (!purpose) return null;
  return (
    <span className="chosen-purpose">
      {pick(purpose.name)}
      <Pressable
        className="button button-quiet"
        data-testid={testId}
        aria-label={`${t('consent.changePurpose')}: ${pick(order.item.everydayName)}`}
        onPress={onChange}
      >
        {t('consent.changePurpose')}
      </Pressable>
    </span>
  );
};

/**
 * For whom, what will be looked up where and, where `onChangePurpose` is given, what for: of one certificate as a list, of
 * several each with its department.
 */
export const ConsentFacts = ({
  visit,
  separately,
  ordersAPage,
  onChangePurpose,
}: {
  readonly visit: ScreenProps<'consent'>['visit'];
  /** Each certificate has a purpose of its own. */
  readonly separately: boolean;
  readonly ordersAPage: number;
  readonly onChangePurpose: ((itemCode: string) => void) | null;
}) => {
  const { t, pick, locale } = useWords();
  const { orders, resident } = visit;
  const [first] = orders;
  const several = orders.length > 1;
  const { shown, ...pages } = usePages(orders, ordersAPage);
  return (
    <div className="consent-facts">
      <dl className="card facts">
        <div>
          <dt>{t('consent.applicant')}</dt>
          <dd>
            {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
          </dd>
        </div>
        {several
          ? shown.map((order) => (
              <div key={order.item.code}>
                <dt>{pick(order.item.everydayName)}</dt>
                <dd>
                  {t('consent.looksUp', {
                    department: pick(order.item.department),
                    data: listOf(order.item.dataUsed.map(pick), locale),
                  })}
                  {order.item.approvalDays !== undefined && (
                    <span className="masked-number">
                      {' '}
                      {t('approval.consentDays', { days: order.item.approvalDays })}
                    </span>
                  )}
                  {separately && onChangePurpose && (
                    <ChosenPurpose
                      order={order}
                      testId={`change-purpose-${order.item.code}`}
                      onChange={() => onChangePurpose(order.item.code)}
                    />
                  )}
                </dd>
              </div>
            ))
          : first && (
              <div>
                <dt>{t('consent.data')}</dt>
                <dd>
                  <ul className="data-used">
                    {first.item.dataUsed.map((data) => (
                      <li key={data['zh-CN']}>{pick(data)}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
        {several
          ? null
          : first?.item.approvalDays !== undefined && (
              <div>
                <dt>{t('approval.consent')}</dt>
                <dd>{t('approval.consentDays', { days: first.item.approvalDays })}</dd>
              </div>
            )}
        {!separately && onChangePurpose && first && first.purposeCode !== null && (
          <div>
            <dt>{t('consent.chosenPurpose')}</dt>
            <dd>
              <ChosenPurpose
                order={first}
                testId="change-purpose"
                onChange={() => onChangePurpose(first.item.code)}
              />
            </dd>
          </div>
        )}
      </dl>
      <Pager {...pages} />
    </div>
  );
};
