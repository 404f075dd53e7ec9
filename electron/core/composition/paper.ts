/**
 * All that puts something on paper, with what draws it: a good part of the core's code, and nothing of it is needed before the
 * first screen. It comes as one with fonts and templates (certificate-rendering.ts), so that a part which cannot be loaded ends
 * the core then, as one that cannot start, and not when a resident waits for a print.
 */
export { createReceiptRenderer } from '../applications/receipt/receipt-renderer.ts';
export { createPrintAppointment } from '../appointments/print-appointment.ts';
export { createCertificateRenderer } from '../certificates/rendering/certificate-renderer.ts';
export { parseTemplate } from '../certificates/rendering/template/parse-template.ts';
export { renderReport } from '../diagnostics/report/report-document.ts';
export { renderTestPage } from '../diagnostics/tests/test-page.ts';
export { createPrintNotice } from '../hall/notice/print-notice.ts';
export { renderCredentialSlip } from '../staff/service-credential/credential-slip.ts';
