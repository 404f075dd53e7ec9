import type { ConfiguredDevices, ConfiguredKiosk } from './devices/configured-devices.ts';
import type { ExitCode } from './exit-code.ts';
import type { OptionName, Options } from './options.ts';
import type { Surroundings } from './surroundings.ts';

/** What a command line asks for, or one sentence on why it asks for nothing. */
export type RequestOutcome<Request> =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly problem: string };

/** How a result is told. */
export interface Report {
  readonly exitCode: ExitCode;
  /** For people: lines for standard output, and for standard error where nothing came of it. */
  readonly text: readonly string[];
  readonly complaint?: readonly string[];
  /** For programs: one JSON document; see json-documents.ts. Null where `exitCode` says it all. */
  readonly document: object | null;
}

/** One command: two pure functions with the talking to devices between them. */
export interface CommandDefinition<Request, Result> {
  readonly name: string;
  /** Called as `yizhan NAME` instead of `yizhan device NAME`. */
  readonly standsAlone?: boolean;
  /** Its arguments, e.g. `FILE [--printer URI]`. */
  readonly synopsis: string;
  readonly summary: string;
  /** More for `--help`, a paragraph a line. */
  readonly details: readonly string[];
  readonly accepts: readonly OptionName[];
  /** Names of the arguments that are no options; all of them must be given. */
  readonly positionals: readonly string[];
  /** Those after them that may be left out. */
  readonly optionalPositionals?: readonly string[];
  /** `dataFolder` is known even where its settings are wrong. */
  request(
    options: Options,
    positionals: readonly string[],
    configured: ConfiguredDevices,
    kiosk: ConfiguredKiosk | null,
    dataFolder: string | null,
  ): RequestOutcome<Request>;
  /** Never rejects for what a device or the platform does. */
  run(request: Request, surroundings: Surroundings): Promise<Result>;
  report(result: Result, request: Request): Report;
}

/** A command whose types of request and result only it knows. */
export interface Command
  extends Pick<
    CommandDefinition<never, never>,
    'name' | 'synopsis' | 'summary' | 'details' | 'accepts' | 'positionals'
  > {
  readonly standsAlone: boolean;
  readonly optionalPositionals: readonly string[];
  prepare(
    options: Options,
    positionals: readonly string[],
    configured: ConfiguredDevices,
    kiosk: ConfiguredKiosk | null,
    dataFolder: string | null,
  ): RequestOutcome<(surroundings: Surroundings) => Promise<Report>>;
}

/** What is typed to call a command. */
export const invocationOf = ({ name, standsAlone }: Pick<Command, 'name' | 'standsAlone'>): string =>
  standsAlone ? `yizhan ${name}` : `yizhan device ${name}`;

/** Joins the parts of a command. */
export const defineCommand = <Request, Result>(definition: CommandDefinition<Request, Result>): Command => ({
  name: definition.name,
  standsAlone: definition.standsAlone ?? false,
  synopsis: definition.synopsis,
  summary: definition.summary,
  details: definition.details,
  accepts: definition.accepts,
  positionals: definition.positionals,
  optionalPositionals: definition.optionalPositionals ?? [],
  prepare(options, positionals, configured, kiosk, dataFolder) {
    const outcome = definition.request(options, positionals, configured, kiosk, dataFolder);
    if (!outcome.ok) return outcome;
    const { request } = outcome;
    return {
      ok: true,
      request: async (surroundings) =>
        definition.report(await definition.run(request, surroundings), request),
    };
  },
});
