import { writeFileSync } from 'node:fs';

/** No mapping at all (core(5), "Controlling which mappings are written to the core dump"); what is forked has it, too. */
const noMappings = '0';

/**
 * Keeps what is in memory – the card, the person, the answers before they are sealed – to where it is needed:
 * - Small buffers get memory of their own. Otherwise they share slabs of 64 KiB (Node's `Buffer.poolSize`), and a slab lives as
 *   long as any of its buffers, with everything in it that was ever written by the others.
 * - No core dump holds it, should the system be set to write one when this process crashes. What is left of the dump tells
 *   signal and registers. Says whether the system took it; only Linux has it.
 */
export const keepMemoryPrivate = (): boolean => {
  Buffer.poolSize = 0;
  try {
    writeFileSync('/proc/self/coredump_filter', noMappings);
    return true;
  } catch {
    return false;
  }
};
