import { z } from 'zod';
import { courseDeadlineSchema, courseStateSchema } from '../../../platform/contract/course.ts';
import type { ProgressEntry } from '../../../platform/contract/progress.ts';

/**
 * What a kiosk keeps of the course of an application that was filed here, to tell it without a line: states and times,
 * none of the department's words and nothing of the applicant.
 */
const knownCourseSchema = z.strictObject({
  steps: z.array(z.tuple([courseStateSchema, z.number().int()])).min(1),
  deadline: courseDeadlineSchema
    .pick({ limitWorkingDays: true, dueOn: true, isEstimate: true, waitsFor: true })
    .nullable(),
});
export type KeptCourse = z.infer<typeof knownCourseSchema>;

/** Steps that are kept, the newest: corrections may be asked many times. */
const keptSteps = 60;

export const courseToKeep = ({ steps, deadline }: Pick<ProgressEntry, 'steps' | 'deadline'>): string =>
  JSON.stringify({
    steps: steps.slice(-keptSteps).map(({ step, takenAt }) => [step, takenAt]),
    deadline: deadline && {
      limitWorkingDays: deadline.limitWorkingDays,
      dueOn: deadline.dueOn,
      isEstimate: deadline.isEstimate,
      waitsFor: deadline.waitsFor,
    },
  } satisfies KeptCourse);

/** Reads what was kept; null where the disk gives back something else. */
export const readKeptCourse = (text: string): KeptCourse | null => {
  try {
    return knownCourseSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
