import { card, element, light, table, timeText } from './elements.js';

/** Logs and readiness reports that a kiosk handed in. */

const verdictLights = { good: 'green', warning: 'amber', bad: 'red' };
/** A report has one name, on paper and as data. */
const fileNames = {
  log: ['log', 'jsonl'],
  'readiness-report': ['readiness-report', 'json'],
  'readiness-report-pdf': ['readiness-report', 'pdf'],
};
const kilobytes = ({ language }, bytes) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1_024)} KB`;

const save = (blob, name) => {
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
};

/** What a readiness report says: whether the kiosk is fit for service, then what is not good, then all the rest. */
const reportView = (w, report) => {
  const { t } = w;
  const order = ['bad', 'warning', 'good'];
  const findings = report.findings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const failed = report.tests.filter(({ latest }) => latest?.outcome === 'failed');
  return [
    element(
      'p',
      { class: report.ready ? 'done' : 'alarm' },
      t(report.ready ? 'readiness.ready' : 'readiness.notReady', {
        by: report.by,
        at: timeText(w, report.at),
      }),
    ),
    failed.length === 0
      ? ''
      : element('p', {}, t('readiness.failed', { tests: failed.map(({ name }) => name).join(', ') })),
    table(
      t('readiness.findings'),
      [
        { head: t('light'), cell: ({ verdict }) => light(w, verdictLights[verdict], `verdict.${verdict}`) },
        { head: t('readiness.check'), cell: ({ check }) => t(`check.${check}`) },
        { head: t('fault'), cell: ({ words, detail }) => `${w.pick(words)} ${detail}` },
      ],
      findings,
    ),
  ];
};

/** `read` answers with a document as a blob; undefined where it could not be had, which is said elsewhere. */
export const kioskDocuments = (w, { kioskId, documents }, read) => {
  const { t } = w;
  const shown = element('div', { 'aria-live': 'polite' });
  const download = async ({ document, key, madeAt }) => {
    const blob = await read(key);
    const stamp = new Date(madeAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const [name, extension] = fileNames[document];
    if (blob !== undefined) save(blob, `yizhan-${name}-${kioskId}-${stamp}.${extension}`);
  };
  const show = async ({ key }) => {
    const blob = await read(key);
    if (blob !== undefined) shown.replaceChildren(...reportView(w, JSON.parse(await blob.text())));
  };
  const buttonFor = (word, what, act) => {
    const button = element('button', { type: 'button' }, t(word));
    button.addEventListener('click', () => void act(what));
    return button;
  };
  return card(
    t('documents'),
    documents.length === 0
      ? element('p', {}, t('documents.none'))
      : table(
          t('documents'),
          [
            { head: t('document'), cell: ({ document }) => t(`document.${document}`) },
            { head: t('document.made'), cell: ({ madeAt }) => timeText(w, madeAt) },
            { head: t('received'), cell: ({ receivedAt }) => timeText(w, receivedAt) },
            { head: t('document.size'), number: true, cell: ({ bytes }) => kilobytes(w, bytes) },
            {
              head: t('document.open'),
              cell: (listed) =>
                element(
                  'span',
                  { class: 'paging' },
                  listed.document === 'readiness-report' ? buttonFor('document.show', listed, show) : '',
                  buttonFor('document.download', listed, download),
                ),
            },
          ],
          documents,
        ),
    shown,
  );
};
