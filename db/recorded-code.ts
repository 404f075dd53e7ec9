/** Long enough for every IPP keyword (RFC 8011 §5.1.4 allows 255, the longest registered has 60), short enough for a log line. */
const longestRecordedCode = 100;

/** Anything but the characters of keywords, paths, URIs and dates. */
const outsideCodes = /[^A-Za-z0-9._:/-]+/g;

/** Identity numbers of 15 and 18 characters (GB 11643), and those of foreigners in the form of 2017. */
const identityNumber = /\d{14,17}[0-9Xx]|[A-Z]{3}\d{12}/;
const mobileNumber = /1[3-9]\d{9}/;
/** A birth date is a date; nobody needs other dates here, since every row has its time. */
const date = /(?:19|20)\d{2}[-./_]?(?:0[1-9]|1[0-2])[-./_]?(?:0[1-9]|[12]\d|3[01])/;

/** Any of these, standing alone. */
const personalNumbers = new RegExp(
  `(?<![0-9A-Za-z])(?:${identityNumber.source}|${mobileNumber.source}|${date.source})(?![0-9A-Za-z])`,
  'g',
);

/**
 * What is kept of a text whose wording comes from outside (a printer's reason, a platform's detail): a code, at most
 * 100 characters of `A–Z a–z 0–9 . _ : / -`. Other characters become `_`, and numbers that look like a person's
 * become `withheld`, so that neither a Chinese name nor an identity number gets into a table by accident. It is a net,
 * not a licence: a name in Latin letters is a code by its looks, and callers pass reasons, not sentences.
 */
export const toRecordedCode = (text: string): string =>
  text.replace(outsideCodes, '_').replace(personalNumbers, 'withheld').slice(0, longestRecordedCode) || '_';
