import type { OpeningContext } from './open-applications.ts';
import { openCorrections } from './open-corrections.ts';
import { openFeedback } from './open-feedback.ts';
import { openSupplements } from './open-supplements.ts';

/**
 * Opens what residents handed in beside applications, oldest first, some at a time: answers carry the course of their
 * application on, what was promised closes the promise, feedback is there to be read. Any number of instances may do it at once.
 *
 * @throws what made one of them fail, when the others are done; it is tried again later
 */
export const openReplies = async (context: OpeningContext): Promise<void> => {
  const failures = [
    ...(await openCorrections(context)),
    ...(await openSupplements(context)),
    ...(await openFeedback(context)),
  ];
  if (failures.length > 0) throw failures[0];
};
