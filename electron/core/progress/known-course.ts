import { z } from 'zod';
import {
  courseDeadlineSchema,
  coursePromiseSchema,
  courseStateSchema,
} from '../../../platform/contract/course.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import type { ProgressEntry } from '../../../platform/contract/progress.ts';

/**
 * What a kiosk keeps of the course of an application that was filed here, to tell it without a line: states and times, and
 * which materials were promised by when; none of the department's words and nothing of the applicant.
 */
const knownCourseSchema = z.strictObject({
  /** None as long as it waits at this kiosk. */
  steps: z.array(z.tuple([courseStateSchema, z.number().int()])),
  deadline: courseDeadlineSchema
    .pick({ limitWorkingDays: true, dueOn: true, isEstimate: true, waitsFor: true })
    .nullable(),
  /** Codes and days of what was promised with it; none of the pages. */
  promises: z.array(
    coursePromiseSchema
      .pick({ material: true, limitWorkingDays: true, dueOn: true })
      .extend({ isKept: z.boolean() }),
  ),
});
export type KeptCourse = z.infer<typeof knownCourseSchema>;

/** Steps that are kept, the newest: corrections may be asked many times. */
const keptSteps = 60;

export const courseToKeep = ({
  steps,
  deadline,
  promises,
}: Pick<ProgressEntry, 'steps' | 'deadline' | 'promises'>): string =>
  JSON.stringify({
    steps: steps.slice(-keptSteps).map(({ step, takenAt }) => [step, takenAt]),
    deadline: deadline && {
      limitWorkingDays: deadline.limitWorkingDays,
      dueOn: deadline.dueOn,
      isEstimate: deadline.isEstimate,
      waitsFor: deadline.waitsFor,
    },
    promises: promises.map(({ material, limitWorkingDays, dueOn, handedInAt }) => ({
      material,
      limitWorkingDays,
      dueOn,
      isKept: handedInAt !== null,
    })),
  } satisfies KeptCourse);

/** What is known of an application with promises when it is filed: nothing of its course yet. */
export const courseOfPromises = (promises: SealedApplication['promises']): string =>
  JSON.stringify({
    steps: [],
    deadline: null,
    promises: promises.map(({ code, workingDays, dueOn }) => ({
      material: code,
      limitWorkingDays: workingDays,
      dueOn,
      isKept: false,
    })),
  } satisfies KeptCourse);

/** Reads what was kept; null where the disk gives back something else. */
export const readKeptCourse = (text: string): KeptCourse | null => {
  try {
    return knownCourseSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
