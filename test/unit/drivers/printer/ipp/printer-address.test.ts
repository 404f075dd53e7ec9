import { describe, expect, it } from 'vitest';
import { parsePrinterUri } from '../../../../../drivers/printer/ipp/printer-address.ts';

describe('printer URI', () => {
  it.each([
    ['ipp://printer.local/ipp/print', 'printer.local', 631, '/ipp/print', false],
    ['ipps://printer.local/ipp/print', 'printer.local', 631, '/ipp/print', true],
    ['ipp://localhost:60000/ipp/print', 'localhost', 60_000, '/ipp/print', false],
    ['IPP://10.0.0.7:80/', '10.0.0.7', 80, '/', false],
    ['ipp://[fe80::1]:8631/ipp/print?queue=2', 'fe80::1', 8_631, '/ipp/print?queue=2', false],
  ])('reads %s', (printerUri, host, port, path, secure) => {
    expect(parsePrinterUri(printerUri)).toEqual({
      ok: true,
      address: { printerUri, host, port, path, secure },
    });
  });

  it.each([
    '',
    'http://printer.local/ipp/print',
    'ipp:/printer.local',
    'ipp://',
    'ipp://printer.local:99999/',
    'ipp://user:secret@printer.local/ipp/print',
    'ipp://printer.local/#here',
  ])('refuses "%s"', (printerUri) => {
    expect(parsePrinterUri(printerUri)).toMatchObject({ ok: false, reason: 'not-a-printer-uri' });
  });
});
