/** Why nothing came from where releases lie. `nothing-there`: there is no such file, which is no fault. */
export const sourceProblems = ['nothing-there', 'no-answer', 'too-large'] as const;
export type SourceProblem = (typeof sourceProblems)[number];

export type SourceFailure = {
  readonly ok: false;
  readonly reason: SourceProblem;
  /** Name of the failure, without addresses. */
  readonly detail: string;
};

/** A folder with releases, wherever it is. */
export interface ReleaseSource {
  /** A small file as text. */
  readText(
    name: string,
    maximumBytes: number,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly text: string } | SourceFailure>;
  /**
   * A file from its byte `from` on. `from` of the answer is where it really begins: 0 where the source cannot begin in the
   * middle. The bytes throw where they break off.
   */
  open(
    name: string,
    from: number,
    signal: AbortSignal,
  ): Promise<
    { readonly ok: true; readonly from: number; readonly bytes: AsyncIterable<Uint8Array> } | SourceFailure
  >;
}

/** What a failure of the system is called: its code, or its class. */
export const failureName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause ? String(cause.code) : cause.name;
};
