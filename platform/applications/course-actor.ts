import type { CourseRole } from '../contract/course.ts';

/** Who takes a step. */
export type CourseActor =
  | { readonly role: 'platform' }
  /** A clerk of a department, by the codes of both. */
  | { readonly role: 'department'; readonly department: string; readonly clerk: string }
  /** The applicant, at a kiosk. */
  | { readonly role: 'applicant'; readonly kioskId: string };

/** An actor as `application_steps.actor` holds it. */
export const actorText = (actor: CourseActor): string => {
  switch (actor.role) {
    case 'platform':
      return 'platform';
    case 'department':
      return `department:${actor.department}:${actor.clerk}`;
    case 'applicant':
      return `applicant:${actor.kioskId}`;
  }
};

/** The role in the text of an actor. */
export const roleOf = (text: string): CourseRole => {
  const [role = ''] = text.split(':');
  switch (role) {
    case 'platform':
    case 'department':
    case 'applicant':
      return role;
    default:
      throw new Error(`"${role}" takes no steps`);
  }
};
