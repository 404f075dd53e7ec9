import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DemoArguments, parseDemoArguments, usage } from './demo/demo-arguments.ts';
import { runDemo } from './demo/run-demo.ts';
import { listSpool, newInSpool } from './demo/spooled-certificate.ts';
import { createStation } from './station.ts';

/** `npm run demo -- --out DIR`: the demo station without a person. */

/** Slow enough that the screen "printing" can be seen. */
const millisecondsPerPage = 2_500;

const demonstrate = async ({ out, printer }: DemoArguments): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-demo-'));
  await mkdir(out, { recursive: true });
  const lyingThere = printer ? await listSpool(printer.spool) : new Set<string>();
  const station = await createStation({
    folder,
    printer: printer ? { uri: printer.uri } : 'simulated',
    platformStore: 'memory',
    printerConditions: { millisecondsPerPage },
  });
  try {
    console.log(`Demo station is up (${printer ? printer.uri : 'simulated printer'}); opening the kiosk…`);
    const report = await runDemo({
      station,
      out,
      received: async () =>
        printer ? newInSpool(printer.spool, lyingThere) : station.printedDocuments().map(({ pdf }) => pdf),
      onStep: ({ screen, milliseconds, screenshot }) =>
        console.log(`  ${screen.padEnd(10)} ${String(milliseconds).padStart(6)} ms  ${screenshot}`),
    });
    await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    console.log(report.sentence);
    for (const [name, lines] of Object.entries(report.failure?.logs ?? {})) {
      console.log(`\n${name}.log ends:\n${lines.join('\n')}`);
    }
    console.log(`Everything is in ${out}`);
    return report.ok;
  } finally {
    await station.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const parsed = parseDemoArguments(process.argv.slice(2));
if (parsed.ok) {
  const { out, printer } = parsed.value;
  const ok = await demonstrate({
    out: resolve(out),
    printer: printer && { ...printer, spool: resolve(printer.spool) },
  });
  process.exitCode = ok ? 0 : 1;
} else {
  process.stderr.write(`${parsed.problem}\n\n${usage}`);
  process.exitCode = 2;
}
