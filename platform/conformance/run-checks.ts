import { Breach, Unproven } from './breach.ts';
import type { Check, CheckResult } from './check.ts';
import type { World } from './world.ts';

const runCheck = async (check: Check, world: World): Promise<CheckResult> => {
  const { name, clause } = check;
  const lacking = check.lacks?.(world);
  if (lacking !== undefined) {
    return { name, clause, outcome: 'not-looked-at', finding: lacking };
  }
  try {
    await check.prove(world);
    return { name, clause, outcome: 'kept' };
  } catch (error) {
    if (error instanceof Breach) {
      return { name, clause, outcome: 'broken', finding: error.message };
    }
    if (error instanceof Unproven) {
      return { name, clause, outcome: 'not-looked-at', finding: error.message };
    }
    throw error;
  }
};

/** Starts a check whose end is waited for later; if it fails before, that is heard of then. */
const start = (check: Check, world: World): Promise<CheckResult> => {
  const result = runCheck(check, world);
  result.catch(() => undefined);
  return result;
};

/**
 * Runs the checks one after another, for each builds on what those before it left (the enrolled kiosk, the replaced
 * key); those that mostly wait run beside them.
 */
export const runChecks = async (checks: readonly Check[], world: World): Promise<CheckResult[]> => {
  const beside = new Map(
    checks.filter(({ runs }) => runs === 'beside').map((check) => [check, start(check, world)]),
  );
  const results: CheckResult[] = [];
  for (const check of checks) {
    results.push(await (beside.get(check) ?? runCheck(check, world)));
  }
  return results;
};
