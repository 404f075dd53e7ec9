import type { VisitView } from '../../../electron/contract/visit-view.ts';
import type { Words } from '../../i18n/locale-context.tsx';

export type AppointmentVisit = Extract<
  VisitView,
  {
    screen:
      | 'appointmentDays'
      | 'appointmentTimes'
      | 'appointmentReview'
      | 'appointmentWorking'
      | 'appointmentOffline'
      | 'appointment'
      | 'myAppointments'
      | 'appointmentCancel';
  }
>;

/** What a screen of appointments says aloud, in parts: neither a time nor a number. */
export const appointmentSentence = (visit: AppointmentVisit, { t }: Words): readonly string[] => {
  switch (visit.screen) {
    case 'appointmentDays':
      return [
        ...(visit.notice === null ? [] : [t(`appointmentNotice.${visit.notice}.title`)]),
        t(visit.days.length === 0 ? 'appointmentDays.none' : 'appointmentDays.title'),
      ];
    case 'appointmentTimes':
      return [t('appointmentTimes.title')];
    case 'appointmentReview':
      return [t('appointmentReview.title'), t('appointmentReview.lead')];
    case 'appointmentWorking':
      return [t(`appointmentWorking.${visit.work}`)];
    case 'appointmentOffline':
      return [t(`appointmentOffline.${visit.work}.title`), t(`appointmentOffline.${visit.work}.body`)];
    case 'appointment':
      return visit.isNew ? [t('appointment.new'), t('appointment.new.lead')] : [t('appointment.title')];
    case 'myAppointments':
      return [
        ...(visit.notice === null ? [] : [t(`appointmentNotice.${visit.notice}.title`)]),
        t(visit.appointments.length === 0 ? 'myAppointments.none' : 'myAppointments.title'),
      ];
    case 'appointmentCancel':
      return [t('appointmentCancel.title'), t('appointmentCancel.lead')];
  }
};
