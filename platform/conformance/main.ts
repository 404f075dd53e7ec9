import { readArguments, UsageError, usage } from './arguments.ts';
import { allChecks } from './checks/all.ts';
import { table } from './report.ts';
import { runChecks } from './run-checks.ts';
import { createWorld } from './world.ts';

const run = async (): Promise<number> => {
  const { target, json } = readArguments(process.argv.slice(2));
  const results = await runChecks(allChecks, createWorld(target, { now: Date.now }));
  const broken = results.some(({ outcome }) => outcome === 'broken');
  process.stdout.write(
    json ? `${JSON.stringify({ url: target.url.href, kept: !broken, results })}\n` : table(results),
  );
  return broken ? 1 : 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof UsageError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
