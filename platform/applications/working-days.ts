import { z } from 'zod';
import {
  type AnnouncedYear,
  announcedYearSchema,
  createWorkingCalendar,
  type WorkingCalendar,
} from '../contract/working-days.ts';
import holidays from './holidays.json' with { type: 'json' };

/** The years in holidays.json, each with the notice of the State Council that announced it. */
export const announcedYears = (): AnnouncedYear[] => z.array(announcedYearSchema).parse(holidays);

/** The calendar of these years. */
export const loadWorkingCalendar = (): WorkingCalendar => createWorkingCalendar(announcedYears());
