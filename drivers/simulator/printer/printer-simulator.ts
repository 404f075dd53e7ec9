import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../device/clock.ts';
import { type PrinterConditions, soundConditions } from './conditions.ts';
import { answerRequest } from './ipp-service.ts';
import {
  createPrintEngine,
  type PrinterSimulatorEvent,
  type ReceivedDocument,
  type SimulatedJob,
} from './print-engine.ts';

/** A colour A4 printer that speaks IPP over HTTP and breaks on demand. */
export interface PrinterSimulator {
  /** Where it is; the port stays the same for its whole life. */
  readonly uri: string;
  conditions(): PrinterConditions;
  /** Sets or unsets faults, paper, toner and pace; takes effect at once, also in the middle of a page. */
  set(change: Partial<PrinterConditions>): void;
  /** Everything right again: paper and toner refilled, jam cleared, cover closed; the pace stays. */
  repair(): void;
  /** The job under way fails inside the printer; false if there is none. */
  abortJob(): boolean;
  /** Switched off and on: connections break, jobs are forgotten, job ids begin at 1 again. */
  reboot(): void;
  /** Closes the listener, so that connections are refused. */
  refuseConnections(): Promise<void>;
  /** Listens again, on the same port. */
  acceptConnections(): Promise<void>;
  /** Every document since the simulator was made, as it came in. */
  receivedDocuments(): readonly ReceivedDocument[];
  jobs(): readonly SimulatedJob[];
  /** Tells what happens, page by page; returns the way to stop it. */
  onEvent(listener: (event: PrinterSimulatorEvent) => void): () => void;
  /** What goes back for the octets of a request; null for silence. The HTTP status is not 200 for `http-error`. */
  answer(request: Uint8Array): Promise<SimulatedReply | null>;
  close(): Promise<void>;
}

export interface SimulatedReply {
  readonly httpStatus: number;
  readonly octets: Uint8Array;
}

export interface PrinterSimulatorOptions {
  readonly clock: Clock;
  /** Free port unless told. */
  readonly port?: number;
  readonly conditions?: Partial<PrinterConditions>;
}

/** Certificates have a few hundred kilobytes; this only keeps a runaway client from filling the memory. */
const largestRequest = 64 * 1_048_576;
const printerPath = '/ipp/print';

/** Starts a simulated printer on the loopback interface. */
export const createPrinterSimulator = async (options: PrinterSimulatorOptions): Promise<PrinterSimulator> => {
  const engine = createPrintEngine(options.clock, options.conditions);
  const server = http.createServer((request, response) => {
    receive(request, response, answer);
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const uri = `ipp://127.0.0.1:${port}${printerPath}`;

  const answer = async (request: Uint8Array): Promise<SimulatedReply | null> => {
    const reply = answerRequest(engine, uri, request);
    const { millisecondsPerAnswer } = engine.conditions();
    if (millisecondsPerAnswer > 0) {
      await new Promise<void>((resolve) => {
        options.clock.after(millisecondsPerAnswer, resolve);
      });
    }
    return spoil(reply, engine.conditions());
  };
  const disconnect = (): void => server.closeAllConnections();

  return {
    uri,
    conditions: engine.conditions,
    set: engine.set,
    repair() {
      const { millisecondsPerPage } = engine.conditions();
      engine.set({ ...soundConditions, millisecondsPerPage });
    },
    abortJob() {
      const job = engine.current();
      return job !== null && engine.endJob(job.id, 'aborted', 'aborted-by-system');
    },
    reboot() {
      engine.reboot();
      disconnect();
    },
    refuseConnections: () => closeServer(server),
    acceptConnections: () => (server.listening ? Promise.resolve() : listen(server, port)),
    receivedDocuments: engine.receivedDocuments,
    jobs: engine.jobs,
    onEvent: engine.onEvent,
    answer,
    async close() {
      engine.stop();
      await closeServer(server);
    },
  };
};

const listen = (server: http.Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

const closeServer = (server: http.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** What goes wrong with a reply on its way. */
const spoil = (reply: Uint8Array, { answers }: PrinterConditions): SimulatedReply | null => {
  switch (answers) {
    case 'normal':
      return { httpStatus: 200, octets: reply };
    case 'never':
      return null;
    case 'garbage':
      return { httpStatus: 200, octets: Buffer.from('<html><body>Please wait</body></html>') };
    case 'truncated':
      return { httpStatus: 200, octets: reply.subarray(0, Math.floor(reply.length / 2)) };
    case 'wrong-request-id': {
      const octets = Buffer.from(reply);
      octets.writeInt32BE(octets.readInt32BE(4) ^ 0x40000000, 4);
      return { httpStatus: 200, octets };
    }
    case 'http-error':
      return { httpStatus: 500, octets: Buffer.from('out of order') };
  }
};

const receive = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  answer: PrinterSimulator['answer'],
): void => {
  const refuse = (httpStatus: number): void => {
    response.writeHead(httpStatus, { 'content-length': 0, connection: 'close' }).end();
  };
  if (request.url !== printerPath) {
    refuse(404);
    return;
  }
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') {
    refuse(400);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largestRequest) {
      request.destroy();
    } else {
      chunks.push(chunk);
    }
  });
  request.on('end', () => {
    const reply = answer(Buffer.concat(chunks));
    void reply.then((replied) => {
      // Silence leaves the connection as it is: open, and nothing comes.
      if (replied !== null && !response.destroyed) {
        response
          .writeHead(replied.httpStatus, {
            'content-type': 'application/ipp',
            'content-length': replied.octets.length,
          })
          .end(replied.octets);
      }
    });
  });
};
