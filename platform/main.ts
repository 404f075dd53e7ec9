import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { type SeedResident, seedResidentsSchema } from './seed/seed-resident.ts';
import { startPlatform } from './server.ts';

const usage = `Usage: node platform/main.ts [--port PORT] [--host ADDRESS] [--store FOLDER] [--residents FILE]

  --port       TCP port (default 8787; 0 lets the system choose)
  --host       interface to listen on (default 127.0.0.1: this machine only)
  --store      folder of the store; without it everything is in memory
  --residents  JSON list of synthetic residents: [{ "idNumber", "name", "sex", "properties"? }]
`;

const residentsFrom = (file: string | undefined): SeedResident[] =>
  file === undefined ? [] : seedResidentsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

const portFrom = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${text}"`);
  }
  return port;
};

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      host: { type: 'string', default: '127.0.0.1' },
      store: { type: 'string' },
      residents: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const platform = await startPlatform({
    port: portFrom(values.port),
    host: values.host,
    store: values.store === undefined ? 'memory' : { folder: values.store },
    residents: residentsFrom(values.residents),
    logger: pino({ level: 'warn' }, process.stderr),
  });
  process.stdout.write(`${JSON.stringify({ url: platform.url, rootKey: platform.rootKey })}\n`);

  const stop = (): void => {
    void platform.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
