import { readArguments, UsageError, usage } from './arguments.ts';
import { LineLost } from './breach.ts';
import { allChecks } from './checks/all.ts';
import { table, verdictOf } from './report.ts';
import { runChecks } from './run-checks.ts';
import type { Target } from './target.ts';
import { createWorld } from './world.ts';

const exitCodes = { kept: 0, broken: 1, incomplete: 3 } as const;
const wrongUsage = 2;
const noVerdict = 4;

const run = async (target: Target, json: boolean): Promise<number> => {
  const world = createWorld(target, { now: Date.now });
  // Whether anybody is there: what an empty line does not answer is no breach of the contract.
  await world.send(world.unsigned({ method: 'GET', path: 'v1/health' }));
  const results = await runChecks(allChecks, world);
  const verdict = verdictOf(results);
  process.stdout.write(
    json ? `${JSON.stringify({ url: target.url.href, verdict, results })}\n` : table(results),
  );
  return exitCodes[verdict];
};

const start = async (): Promise<number> => {
  const asked = readArguments(process.argv.slice(2));
  if (asked.asked === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  return run(asked.target, asked.json);
};

try {
  process.exitCode = await start();
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = wrongUsage;
  } else {
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      error instanceof LineLost
        ? `The platform cannot be reached: ${words}\n`
        : `The suite failed: ${words}\n`,
    );
    process.exitCode = noVerdict;
  }
}
