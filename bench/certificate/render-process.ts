/**
 * A process of its own that renders certificates, as the core of a kiosk does: `render-process.ts first` measures from
 * its own beginning to the first document, `render-process.ts memory N…` its memory after so many documents. One line
 * of JSON on standard output.
 */
const started = performance.now();
const [mode = 'first', ...counts] = process.argv.slice(2);
const { createSignedCertificates } = await import('./signed-certificates.ts');
const ours = await createSignedCertificates();
const ready = performance.now();

/** Memory in use after everything that could be let go was, and as the system sees it in between; megabytes. */
const memory = async () => {
  const asItIs = process.memoryUsage.rss() / 1e6;
  // Buffers are freed a turn of the event loop after what held them.
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { asItIs, rss: rss / 1e6, heapUsed: heapUsed / 1e6, external: external / 1e6 };
};

if (mode === 'first') {
  const certificate = ours.issue(0);
  const asked = performance.now();
  await ours.render(certificate);
  const done = performance.now();
  console.log(JSON.stringify({ start: ready - started, document: done - asked, sinceExec: done }));
} else {
  const last = Math.max(...counts.map(Number));
  const figures = [];
  for (let round = 1; round <= last; round++) {
    await ours.render(ours.issue(round));
    if (counts.includes(String(round))) figures.push(await memory());
  }
  console.log(JSON.stringify(figures));
}

export {};
