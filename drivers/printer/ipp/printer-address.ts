/** Where a printer is, taken from its URI (RFC 3510, RFC 7472). */
export interface PrinterAddress {
  /** As it is written into `printer-uri`. */
  readonly printerUri: string;
  readonly host: string;
  readonly port: number;
  /** Path and query of the HTTP request. */
  readonly path: string;
  readonly secure: boolean;
}

export type PrinterAddressOutcome =
  | { readonly ok: true; readonly address: PrinterAddress }
  | { readonly ok: false; readonly reason: 'not-a-printer-uri'; readonly detail: string };

/** Default port of ipp and ipps alike. */
const ippPort = 631;

/** Reads `ipp://host[:port]/path` or `ipps://…`. A URI with user name, password or fragment is refused. */
export const parsePrinterUri = (printerUri: string): PrinterAddressOutcome => {
  const refuse = (detail: string): PrinterAddressOutcome => ({
    ok: false,
    reason: 'not-a-printer-uri',
    detail,
  });
  // URL knows no default port for ipp and leaves the host of unknown schemes as it is; as http it checks both.
  const scheme = /^(ipps?):\/\//i.exec(printerUri)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return refuse('must begin with ipp:// or ipps://');
  }
  const rest = printerUri.slice(scheme.length);
  if (!URL.canParse(`http${rest}`)) {
    return refuse('cannot be parsed');
  }
  const url = new URL(`http${rest}`);
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return refuse('must not hold a user name, a password or a fragment');
  }
  // As http, port 80 is dropped as the default although here it was written on purpose.
  const writtenPort = /^:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/.exec(rest)?.[1];
  return {
    ok: true,
    address: {
      printerUri,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: writtenPort === undefined ? ippPort : Number(writtenPort),
      path: `${url.pathname}${url.search}`,
      secure: scheme === 'ipps',
    },
  };
};
