import { BookOpen, CalendarClock, CircleCheck, Printer, QrCode } from 'lucide-react';
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import type { ScreenProps } from '../screen-props.ts';
import { guidePages, type PageRoom } from './guide-pages.ts';
import { GuideValue } from './guide-value.tsx';

const lines = {
  normal: { lineHeight: 42, lineCharacters: 20, elementHeight: 34, nameHeight: 78, nameAbove: false },
  elder: { lineHeight: 59, lineCharacters: 19, elementHeight: 34, nameHeight: 59, nameAbove: true },
} as const;

/** Room for elements in a standing and in a lying screen; what one more action and the rows of a question take of it. */
const rooms = {
  normal: { standing: 830, lying: 500, action: 170, saying: 130, question: 70, option: 104 },
  elder: { standing: 700, lying: 310, action: 190, saying: 150, question: 80, option: 136 },
} as const;

const isLying = (): boolean => window.innerWidth > window.innerHeight;

/** A guide: what is asked first, page by page what it says, and how to take it along. */
export const GuideScreen = ({ visit, snapshot }: ScreenProps<'guide'>) => {
  const { t, pick, locale } = useWords();
  const [showsQr, setShowsQr] = useState(false);
  const { item, path, groups, notice, printerProblem, canDoHere } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const room = rooms[mode];
  const lying = isLying();
  const optionsInTwo = lying || mode === 'normal';
  const more =
    (item.use === 'guide' ? 0 : room.action) +
    (visit.canBook ? room.action : 0) +
    (stopped || notice !== 'not-asked' ? room.saying : 0);
  const pageRoom: PageRoom = {
    ...lines[mode],
    // Lying, the actions stand beside.
    height: lying ? room.lying : room.standing - more,
    takenOnFirst:
      path === null
        ? 0
        : room.question + room.option * Math.ceil(path.options.length / (optionsInTwo ? 2 : 1)),
  };
  const pages = guidePages(groups, pageRoom, locale);
  const { shown, ...turning } = usePages(pages, 1);
  const [current] = shown;
  return (
    <div className="screen guide">
      <ScreenHeading
        title={pick(item.everydayName)}
        lead={[
          ...(pick(item.officialName) === pick(item.everydayName) ? [] : [pick(item.officialName)]),
          pick(item.department),
        ]}
      />
      <div className="screen-body guide-body">
        {showsQr ? (
          <div className="card guide-qr">
            <QrPicture text={pick(visit.takeAway)} label={t('guide.qr.label')} />
            <p>{t('guide.qr.lead')}</p>
          </div>
        ) : (
          <>
            {path !== null && turning.page === 1 && (
              <section className="guide-path" aria-labelledby="guide-path">
                <h2 id="guide-path">{pick(path.question)}</h2>
                <ul className="guide-options">
                  {path.options.map((option) => (
                    <li key={option.item}>
                      <ChoiceTile
                        intent={{ name: 'openGuide', itemCode: option.item }}
                        testId={`option-${option.item}`}
                        className="guide-option"
                      >
                        {pick(option.label)}
                      </ChoiceTile>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {current && (
              <section className="card guide-card" aria-labelledby="guide-group">
                <h2 id="guide-group">{pick(current.group.name)}</h2>
                <dl className="facts">
                  {current.elements.map(({ key, everydayName, officialName, value }) => (
                    <div key={key} data-element={key}>
                      <dt>
                        <span>
                          {pick(everydayName)}
                          {pick(officialName) !== pick(everydayName) && (
                            <span className="guide-official">{pick(officialName)}</span>
                          )}
                        </span>
                      </dt>
                      <dd>
                        <GuideValue value={value} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )}
            <Pager {...turning} />
          </>
        )}
      </div>
      <div className="screen-actions">
        {notice === 'printed' && (
          <p className="reassurance" role="status" data-testid="notice-printed">
            <Icon of={CircleCheck} small />
            {t('guide.printed')}
          </p>
        )}
        {(notice === 'failed' || notice === 'unknown') && (
          <Caution title={t(`guide.${notice}.title`)}>{t(`guide.${notice}.body`)}</Caution>
        )}
        {stopped && (
          <p id="guide-no-printer" className="hint">
            {t('guide.noPrinter')}
          </p>
        )}
        <div className="guide-take">
          <ActionButton
            intent={{ name: 'printNotice' }}
            kind="secondary"
            icon={Printer}
            unavailable={stopped}
            {...(stopped ? { describedBy: 'guide-no-printer' } : {})}
          >
            {t(notice === 'not-asked' ? 'guide.print' : 'guide.printAgain')}
          </ActionButton>
          <Pressable
            className="button button-secondary"
            data-testid="guide-qr"
            onPress={() => setShowsQr((before) => !before)}
          >
            <Icon of={showsQr ? BookOpen : QrCode} />
            <span>{t(showsQr ? 'guide.qrBack' : 'guide.qr')}</span>
          </Pressable>
        </div>
        {visit.canBook && (
          <ActionButton
            intent={{ name: 'findTimes', itemCode: item.code }}
            kind={item.use === 'guide' ? 'primary' : 'secondary'}
            icon={CalendarClock}
            testId="guide-book"
          >
            {t('guide.book')}
          </ActionButton>
        )}
        {item.use !== 'guide' &&
          (canDoHere ? (
            <ActionButton
              intent={{ name: 'chooseItem', itemCode: item.code }}
              kind="primary"
              testId="guide-do"
            >
              {t(`guide.do.${item.use}`)}
            </ActionButton>
          ) : (
            <p className="hint">{t('guide.cannotDo')}</p>
          ))}
      </div>
    </div>
  );
};
