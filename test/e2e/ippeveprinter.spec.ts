import { expect, test } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { startIppEvePrinter } from '../helpers/ippeveprinter.ts';
import { launchKiosk } from '../helpers/kiosk.ts';
import { printJobs } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';

test('the same job prints on an IPP printer that is not ours', async () => {
  const printer = await startIppEvePrinter();
  try {
    const kiosk = await launchKiosk({ printer: { uri: printer.uri } });
    try {
      await walkTo('rate', kiosk, kiosk.station);
      const documents = await printer.spooledDocuments();
      expect(documents).toHaveLength(1);
      expect(printedText(documents[0] ?? new Uint8Array())).toContain('林晓岚');
      expect(printJobs(kiosk.dataFolder)).toEqual([
        expect.objectContaining({ state: 'completed', printer_uri: printer.uri }),
      ]);
    } finally {
      await kiosk.close();
    }
  } finally {
    await printer.stop();
  }
});
