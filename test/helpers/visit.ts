import {
  createResidentSession,
  type ResidentSession,
  type SessionView,
} from '../../electron/core/session/resident-session.ts';
import type {
  CardListener,
  IdentifyOutcome,
  PrepareOutcome,
  PrintOutcome,
  PrintProgress,
  VisitServices,
} from '../../electron/core/session/visit-types.ts';
import type { Surroundings } from '../../electron/core/session/visit-view.ts';
import type { Intent } from '../../electron/contract/intents.ts';
import type { CatalogueItem } from '../../platform/contract/catalogue.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** A resident who exists in tests only. */
export const lin = {
  name: '林晓岚',
  sex: '女',
  idNumber: '430199195803120026',
  assuranceLevel: 3,
  method: 'id-card-demo-check',
  pseudonym: 'a'.repeat(64),
} as const;

const both = (text: string) => ({ 'zh-CN': text, en: text });

export const housingItem: CatalogueItem = {
  code: 'housing-status',
  everydayName: both('有无房证明'),
  officialName: both('不动产登记信息查询证明'),
  description: both('说明名下有没有房屋'),
  department: { code: 'xx-bdc', name: both('潇湘市不动产登记中心') },
  icon: 'house',
  assuranceLevel: 2,
  dataUsed: [both('不动产登记信息')],
  purposes: [
    { code: 'school', name: both('子女入学') },
    { code: 'loan', name: both('贷款') },
  ],
  validDays: 30,
};

/** A promise that the test settles when it wants to. */
export const deferred = <Value>() => {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};

export interface VisitWorld {
  readonly clock: FakeClock;
  readonly session: ResidentSession;
  readonly around: Surroundings & {
    printerProblem: Surroundings['printerProblem'];
    readerProblem: Surroundings['readerProblem'];
  };
  /** What the services were asked to do, in order. */
  readonly calls: string[];
  view(): SessionView;
  act(intent: Intent): ReturnType<ResidentSession['act']>;
  /** The listener of a reader that is looking for a card; null while nobody wants one. */
  card(): CardListener<unknown> | null;
  settleIdentify(outcome: IdentifyOutcome): Promise<void>;
  settlePrepare(outcome: PrepareOutcome): Promise<void>;
  settlePrint(outcome: PrintOutcome): Promise<void>;
  printProgress(progress: PrintProgress): void;
  /** Drives the visit to a screen of the happy path. */
  walkTo(
    screen:
      | 'identify'
      | 'choose'
      | 'consent'
      | 'preparing'
      | 'preview'
      | 'printing'
      | 'takePaper'
      | 'rate'
      | 'goodbye',
  ): Promise<void>;
}

export const certificate = {
  requestId: '00000000-0000-4000-8000-000000000001',
  certificateNumber: 'XX-2026-000001',
  pdf: new Uint8Array([0x25, 0x50, 0x44, 0x46]),
  pages: 1,
};

const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A visit with services that the test answers, on a clock that the test moves: 30 s idle, 30 s warning. */
export const createVisitWorld = (changes: { beginVisit?: VisitServices['beginVisit'] } = {}): VisitWorld => {
  const clock = createFakeClock();
  const calls: string[] = [];
  let listener: CardListener<unknown> | null = null;
  let identify = deferred<IdentifyOutcome>();
  let prepare = deferred<PrepareOutcome>();
  let print = deferred<PrintOutcome>();
  let onProgress: (progress: PrintProgress) => void = () => undefined;
  const session = createResidentSession({
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    limits: { idleMilliseconds: 30_000, warningMilliseconds: 30_000 },
    services: {
      lookForCard: (cardListener) => {
        listener = cardListener;
        return () => {
          listener = null;
        };
      },
      beginVisit: changes.beginVisit ?? (() => ({ ok: true, visitId: 'visit-1' })),
      identify: () => {
        identify = deferred();
        return identify.promise;
      },
      prepare: ({ purposeCode }) => {
        calls.push(`prepare ${purposeCode}`);
        prepare = deferred();
        return prepare.promise;
      },
      print: ({ certificate: { certificateNumber } }, progress) => {
        calls.push(`print ${certificateNumber}`);
        onProgress = progress;
        print = deferred();
        return print.promise;
      },
      rate: ({ level, requestId }) => calls.push(`rate ${level} ${requestId}`),
      endVisit: ({ end }) => calls.push(`end ${end}`),
    },
  });
  const around = {
    unavailable: [],
    readerProblem: null,
    printerProblem: null,
    cardOnReader: false,
    items: [housingItem],
    catalogueState: 'current',
  } as VisitWorld['around'];
  const act = (intent: Intent) => session.act(intent, around);

  const steps = [
    ['identify', async () => void act({ name: 'start' })],
    [
      'choose',
      async () => {
        listener?.reading();
        listener?.read({});
        identify.resolve({ ok: true, person: lin });
        await flush();
      },
    ],
    ['consent', async () => void act({ name: 'chooseItem', itemCode: 'housing-status' })],
    [
      'preparing',
      async () => {
        act({ name: 'choosePurpose', purposeCode: 'school' });
        act({ name: 'consent' });
      },
    ],
    [
      'preview',
      async () => {
        prepare.resolve({ ok: true, certificate: { ...certificate, pdf: certificate.pdf.slice() } });
        await flush();
      },
    ],
    ['printing', async () => void act({ name: 'print' })],
    [
      'takePaper',
      async () => {
        print.resolve({ outcome: 'completed' });
        await flush();
      },
    ],
    ['rate', async () => void act({ name: 'paperTaken' })],
    ['goodbye', async () => void act({ name: 'rate', level: 5 })],
  ] as const;

  return {
    clock,
    session,
    around,
    calls,
    act,
    view: () => session.view(around),
    card: () => listener,
    settleIdentify: async (outcome) => {
      identify.resolve(outcome);
      await flush();
    },
    settlePrepare: async (outcome) => {
      prepare.resolve(outcome);
      await flush();
    },
    settlePrint: async (outcome) => {
      print.resolve(outcome);
      await flush();
    },
    printProgress: (progress) => onProgress(progress),
    walkTo: async (screen) => {
      for (const [name, step] of steps) {
        await step();
        if (name === screen) return;
      }
    },
  };
};
