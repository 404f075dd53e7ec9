import { CalendarCheck2, CircleCheck, Printer, QrCode } from 'lucide-react';
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import type { ScreenProps } from '../screen-props.ts';
import { AppointmentFacts } from './appointment-facts.tsx';

/** An appointment: when, where, what to bring; to be taken along on paper or by telephone, or given back. */
export const AppointmentScreen = ({ visit, snapshot }: ScreenProps<'appointment'>) => {
  const { t, pick } = useWords();
  const [showsQr, setShowsQr] = useState(false);
  const { appointment, isNew, bring, print, printerProblem } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  return (
    <div className="screen appointment">
      <ScreenHeading
        title={t(isNew ? 'appointment.new' : 'appointment.title')}
        lead={[
          pick(appointment.itemName),
          ...(isNew && print === 'not-asked' ? [t('appointment.new.lead')] : []),
        ]}
      />
      <div className="screen-body appointment-body">
        {showsQr ? (
          <div className="card guide-qr">
            <QrPicture text={pick(visit.takeAway)} label={t('appointment.qr.label')} />
            <p>{t('appointment.qr.lead')}</p>
          </div>
        ) : (
          <>
            <p
              className="appointment-number"
              data-testid="appointment-number"
              data-number={appointment.number}
            >
              <Icon of={isNew ? CircleCheck : CalendarCheck2} />
              {t('appointment.number')} {appointment.number}
            </p>
            <AppointmentFacts startsAt={appointment.startsAt} place={appointment} bring={bring} />
          </>
        )}
      </div>
      <div className="screen-actions">
        {print === 'printed' && (
          <p className="reassurance" role="status" data-testid="appointment-printed">
            <Icon of={CircleCheck} small />
            {t('appointment.printed')}
          </p>
        )}
        {(print === 'failed' || print === 'unknown') && (
          <Caution title={t(`appointment.print.${print}.title`)}>
            {t(`appointment.print.${print}.body`)}
          </Caution>
        )}
        {stopped && (
          <p id="appointment-no-printer" className="hint">
            {t('appointment.noPrinter')}
          </p>
        )}
        <div className="guide-take">
          <ActionButton
            intent={{ name: 'printAppointment' }}
            kind="secondary"
            icon={Printer}
            unavailable={stopped}
            {...(stopped ? { describedBy: 'appointment-no-printer' } : {})}
          >
            {t(print === 'not-asked' ? 'appointment.print' : 'appointment.printAgain')}
          </ActionButton>
          <Pressable
            className="button button-secondary"
            data-testid="appointment-qr"
            onPress={() => setShowsQr((before) => !before)}
          >
            <Icon of={showsQr ? CalendarCheck2 : QrCode} />
            <span>{t(showsQr ? 'appointment.qrBack' : 'appointment.qr')}</span>
          </Pressable>
        </div>
        <div className="guide-take">
          <ActionButton intent={{ name: 'cancelAppointment' }} kind="quiet">
            {t('appointment.cancel')}
          </ActionButton>
          <ActionButton intent={{ name: isNew ? 'finish' : 'back' }} kind="primary" testId="appointment-done">
            {t('appointment.finish')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
};
