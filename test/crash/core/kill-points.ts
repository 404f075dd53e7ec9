/** A transaction is named by the last audit entry it appends, one without entries by the store and method it writes with. */
const commitsOfService = [
  'visit.begun',
  'visit.identified',
  'application.filed',
  'visit.rated',
  'visit.ended',
  'certificate.consented-and-requested',
  'certificate.issued',
  'print.intended',
  'print.sent',
  'print.completed',
  'sync.batch-answered',
  'outbox.chunkUploaded',
] as const;

/** What is written once in the life of a kiosk, when it first hears of its platform. */
const commitsOfFirstStart = ['keptDocuments.keep', 'feedDocuments.stage', 'sync.documents-applied'] as const;

const requests = [
  'POST /v1/submissions',
  'PUT /v1/materials/…/chunks/…',
  'GET /v1/materials/…',
  'POST /v1/certificates',
  'GET /v1/feed',
  'POST /v1/kiosks/self/health',
] as const;

/** A later `Send-Document` brings the next certificate of a job that several share. */
const printOperations = ['Create-Job', 'Send-Document', 'later Send-Document', 'Get-Job-Attributes'] as const;

const bothSides = (commits: readonly string[]): readonly string[] =>
  commits.flatMap((commit) => [`before commit ${commit}`, `after commit ${commit}`]);

/** Moments of the first start of a kiosk, in their order. */
export const firstStartPoints: readonly string[] = [
  'before the database is opened',
  'before the identity is read',
  ...bothSides(commitsOfFirstStart),
];

/** Moments at which a core in service is killed, by name. */
export const servicePoints: readonly string[] = [
  'before the database is opened',
  'before the identity is read',
  'before the synchronisation starts',
  ...bothSides(commitsOfService),
  ...requests.flatMap((request) => [`before send ${request}`, `answer not read ${request}`]),
  ...printOperations.flatMap((operation) => [`before ${operation}`, `after ${operation}`]),
];

/** Every name there is. */
export const killPoints: readonly string[] = [...new Set([...firstStartPoints, ...servicePoints])];
