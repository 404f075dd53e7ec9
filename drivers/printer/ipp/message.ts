import type { IppDateTime } from './date-time.ts';
import type { OutOfBandKind, StringType } from './tags.ts';

/** Types of an IPP message (RFC 8010 §3.1) and short ways to write its values. */

/** One value of an attribute, with its syntax (RFC 8011 §5.1). */
export type IppValue =
  | { readonly type: 'integer' | 'enum'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'octetString'; readonly value: Uint8Array }
  | { readonly type: 'dateTime'; readonly value: IppDateTime }
  /** Dots in each direction; `units` 3 is per inch, 4 per centimetre. */
  | {
      readonly type: 'resolution';
      readonly value: { readonly crossFeed: number; readonly feed: number; readonly units: number };
    }
  | { readonly type: 'rangeOfInteger'; readonly value: { readonly lower: number; readonly upper: number } }
  | { readonly type: 'collection'; readonly value: IppAttributes }
  | {
      readonly type: 'textWithLanguage' | 'nameWithLanguage';
      readonly value: { readonly language: string; readonly text: string };
    }
  | { readonly type: StringType; readonly value: string }
  | { readonly type: 'outOfBand'; readonly value: OutOfBandKind }
  /** A value of a tag, or with a content, that this codec does not know; kept as it came. */
  | { readonly type: 'unrecognised'; readonly tag: number; readonly value: Uint8Array };

export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

export interface IppGroup {
  /** Delimiter tag, see `groupTags`. */
  readonly tag: number;
  readonly attributes: IppAttributes;
}

export interface IppMessage {
  readonly version: { readonly major: number; readonly minor: number };
  /** Operation of a request, status of a reply. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  /** What follows the attributes: the document of a request. */
  readonly data: Uint8Array;
}

export const integer = (value: number): IppValue => ({ type: 'integer', value });
export const boolean = (value: boolean): IppValue => ({ type: 'boolean', value });
export const enumeration = (value: number): IppValue => ({ type: 'enum', value });
export const range = (lower: number, upper: number): IppValue => ({
  type: 'rangeOfInteger',
  value: { lower, upper },
});
export const text = (value: string): IppValue => ({ type: 'text', value });
export const name = (value: string): IppValue => ({ type: 'name', value });
export const keyword = (value: string): IppValue => ({ type: 'keyword', value });
export const uri = (value: string): IppValue => ({ type: 'uri', value });
export const mimeMediaType = (value: string): IppValue => ({ type: 'mimeMediaType', value });
export const charset = (value: string): IppValue => ({ type: 'charset', value });
export const naturalLanguage = (value: string): IppValue => ({ type: 'naturalLanguage', value });
