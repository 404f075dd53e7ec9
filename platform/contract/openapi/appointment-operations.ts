import { agencyRefusals } from '../agency.ts';
import type {
  Appointment,
  AppointmentQuery,
  AppointmentReply,
  BookingReply,
  BookingRequest,
  CancellationReply,
  CancellationRequest,
  SlotQuery,
  SlotReply,
} from '../appointments.ts';
import type { Operation } from './operation.ts';

/** Noon in China on 20 November 2026, and 9:30 four days later. Every person in the examples is made up. */
const noon = Date.UTC(2026, 10, 20, 4);
const startsAt = Date.UTC(2026, 10, 24, 1, 30);

const item = 'id-card-issue';
const counter = 'qingxi-household';
const number = 'YY20261124-7K3M9QXAB2';

const appointment: Appointment = {
  number,
  item,
  itemName: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' },
  counter: {
    hall: { 'zh-CN': '清溪区政务服务中心', en: 'Qingxi District Service Centre' },
    window: { 'zh-CN': '二楼 8 号户政窗口', en: 'Window 8, second floor' },
    department: { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' },
    address: { 'zh-CN': '潇湘市清溪区枫林路88号', en: '88 Fenglin Road, Qingxi District, Xiaoxiang' },
    telephone: '0731-00000108',
  },
  startsAt,
};

const slotQuery: SlotQuery = { item };
const slotReply: SlotReply = {
  answeredAt: noon,
  days: [{ day: '2026-11-24', slots: [{ counter, startsAt, free: 2 }] }],
};

const who = {
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  assuranceLevel: 2,
} as const;
const bookingRequest: BookingRequest = {
  requestId: '019aa0c0-7b20-4e32-8b55-1c2d3e4f5063',
  ...who,
  item,
  counter,
  startsAt,
  consentedAt: noon - 2_000,
};
const bookingReply: BookingReply = { outcome: 'booked', appointment };
const query: AppointmentQuery = { ...who, askedAt: noon };
const reply: AppointmentReply = { answeredAt: noon, appointments: [appointment] };
const cancellation: CancellationRequest = { ...who, askedAt: noon };
const cancelled: CancellationReply = { outcome: 'cancelled' };

const refusals = [
  'unknown-person',
  'person-data-differs',
  'assurance-level-too-low',
  ...agencyRefusals,
] as const;

/** Appointments 预约 at the counters of service halls. */
export const appointmentOperations: readonly Operation[] = [
  {
    id: 'querySlots',
    method: 'post',
    path: '/v1/appointment-slots/query',
    summary: 'The half hours at which an item takes appointments',
    description: 'Of the days ahead, each with how many may still come. Nobody is named.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'SlotQuery', example: slotQuery },
    answer: { mediaType: 'application/json', schema: 'SlotReply', example: slotReply },
    reasons: ['not-found'],
  },
  {
    id: 'bookAppointment',
    method: 'post',
    path: '/v1/appointments',
    summary: 'Books a half hour',
    description:
      'Of two who want the last place one is answered `booked`, the other `taken`. The same `requestId` again books nothing more.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'BookingRequest', example: bookingRequest },
    answer: { mediaType: 'application/json', schema: 'BookingReply', example: bookingReply },
    reasons: [...refusals, 'request-id-reused'],
  },
  {
    id: 'queryAppointments',
    method: 'post',
    path: '/v1/appointments/query',
    summary: 'The appointments that a resident holds',
    description: 'Those that are still to come, the next first.',
    signature: 'kiosk',
    parameters: [],
    request: { mediaType: 'application/json', schema: 'AppointmentQuery', example: query },
    answer: { mediaType: 'application/json', schema: 'AppointmentReply', example: reply },
    reasons: refusals,
  },
  {
    id: 'cancelAppointment',
    method: 'post',
    path: '/v1/appointments/{number}/cancellation',
    summary: 'Gives an appointment back',
    description: 'Until it begins. What was given back before stays so; that of somebody else is not found.',
    signature: 'kiosk',
    parameters: [
      {
        name: 'number',
        in: 'path',
        description: 'Number of the appointment.',
        schema: { type: 'string', pattern: '^YY\\d{8}-[0-9A-HJKMNP-TV-Z]{10}$' },
        example: number,
      },
    ],
    request: { mediaType: 'application/json', schema: 'CancellationRequest', example: cancellation },
    answer: { mediaType: 'application/json', schema: 'CancellationReply', example: cancelled },
    reasons: [...refusals, 'not-found'],
  },
];
