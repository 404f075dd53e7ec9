/** A question of Chromium about camera and microphone, as Electron hands it to the permission handlers of a session. */
export interface MediaQuestion {
  readonly permission: string;
  /** Origin of the asking frame (`securityOrigin`); Electron writes it with a slash at its end. */
  readonly origin: string | undefined;
  readonly isMainFrame: boolean;
  /** What is wanted: `['video']` is a camera; a screen to be captured is no media type at all. */
  readonly mediaTypes: readonly string[] | undefined;
}

/** Whether a page asks for a camera and nothing else, from the main frame of `allowedOrigin`. */
export const isCameraOfOwnPage = (question: MediaQuestion, allowedOrigin: string): boolean =>
  question.permission === 'media' &&
  question.isMainFrame &&
  (question.origin === allowedOrigin || question.origin === `${allowedOrigin}/`) &&
  question.mediaTypes?.length === 1 &&
  question.mediaTypes[0] === 'video';
