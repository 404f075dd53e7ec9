import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { AuditHead } from '../../../db/audit-chain.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import type { IppTransport } from '../../../drivers/printer/ipp/ipp-transport.ts';
import { tell } from './told.ts';

/** At which moment to die: the `occurrence`-th time (from 1) that the point of this name is reached. */
export interface KillOrder {
  readonly point: string;
  readonly occurrence: number;
}

export interface KillSwitch {
  /** The program is at this point now; does not come back if it is the ordered one. */
  at(point: string): void;
}

/** Ends the process as `kill -9` does: no handler runs, nothing is flushed. */
const die = (point: string): never => {
  tell({ told: 'dies', point });
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; not one more instruction of the product may run.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

export const createKillSwitch = (order: KillOrder | null): KillSwitch => {
  let reached = 0;
  return {
    at: (point) => {
      if (order?.point !== point) return;
      reached += 1;
      if (reached === order.occurrence) die(point);
    },
  };
};

const stores = [
  'visits',
  'certificateIssues',
  'printJobs',
  'ratings',
  'keptDocuments',
  'applications',
  'outbox',
  'feedDocuments',
  'syncState',
] as const satisfies readonly (keyof Unit)[];

/** Hears every call of a store's method. */
const overheard = <Store extends object>(store: Store, heard: (method: string) => void): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...argumentsOfCall: unknown[]) => {
        heard(String(name));
        return Reflect.apply(member, target, argumentsOfCall);
      };
    },
  });

/**
 * A database with points before and after each commit, named by what the transaction writes (kill-points.ts). Each new
 * head of the audit log is told once it is durable.
 */
export const withCommitPoints = (database: KioskDatabase, { at }: KillSwitch): KioskDatabase => ({
  ...database,
  transaction: (work) => {
    let lastCall = 'nothing';
    let lastAction: string | null = null;
    let head: AuditHead | null = null;
    const outcome = database.transaction((unit) => {
      const named = Object.fromEntries(
        stores.map((name) => [
          name,
          overheard(unit[name], (method) => {
            lastCall = `${name}.${method}`;
          }),
        ]),
      );
      const audit: Unit['audit'] = {
        ...unit.audit,
        append: (entry) => {
          lastAction = entry.action;
          head = unit.audit.append(entry);
          return head;
        },
      };
      const done = work({ ...unit, ...named, audit });
      if (done.ok) at(`before commit ${lastAction ?? lastCall}`);
      return done;
    });
    if (!outcome.ok) return outcome;
    at(`after commit ${lastAction ?? lastCall}`);
    const { sequence, hash } = (head as AuditHead | null) ?? {};
    if (sequence !== undefined && hash !== undefined) tell({ told: 'head', sequence, hash });
    return outcome;
  },
});

/** Codes of operations (RFC 8011 §5.4.15). */
const operationNames: Readonly<Record<number, string>> = {
  5: 'Create-Job',
  6: 'Send-Document',
  9: 'Get-Job-Attributes',
};

/** A printer's transport with points before a request goes out and after its answer has come. */
export const withPrintPoints = (transport: IppTransport, { at }: KillSwitch): IppTransport => {
  let documentsOfJob = 0;
  const nameOf = (operation: string | undefined): string | undefined => {
    if (operation === 'Create-Job') documentsOfJob = 0;
    if (operation !== 'Send-Document') return operation;
    documentsOfJob += 1;
    return documentsOfJob > 1 ? `later ${operation}` : operation;
  };
  return {
    ...transport,
    exchange: async (request) => {
      // Octets 2 and 3 of a request are its operation (RFC 8010 §3.1.1).
      const name = nameOf(operationNames[Buffer.from(request.attributes).readUInt16BE(2)]);
      if (name) at(`before ${name}`);
      const outcome = await transport.exchange(request);
      if (name) at(`after ${name}`);
      return outcome;
    },
  };
};

const requestName = ({ method, path }: ClientRequest): string => {
  const [route = ''] = path.split('?');
  return `${method} ${route.replace(/(\/materials\/)[^/]+/, '$1…').replace(/(\/chunks\/)[^/]+/, '$1…')}`;
};

/**
 * Points on the line to the platform: a request has been made and not one byte of it has left; the platform has done
 * what it was asked, and its answer has arrived at this machine without having been read. Node itself tells of both
 * (node:diagnostics_channel), in the instruction in which they happen.
 */
export const watchLine = ({ at }: KillSwitch): void => {
  subscribe('http.client.request.created', (message) => {
    at(`before send ${requestName((message as { readonly request: ClientRequest }).request)}`);
  });
  subscribe('http.client.response.finish', (message) => {
    at(`answer not read ${requestName((message as { readonly request: ClientRequest }).request)}`);
  });
};
