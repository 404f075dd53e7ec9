import * as altered from './altered-answers.ts';
import * as commands from './command-misconducts.ts';
import type { Breach } from './breach.ts';
import { feedBreaches } from './feed-breaches.ts';
import { agencyBreaches } from './agency-breaches.ts';
import { appointmentBreaches } from './appointment-breaches.ts';
import { creditBreaches } from './credit-breaches.ts';
import { policiesOnTrail, policyBreaches } from './policy-breaches.ts';
import { knownAnswersBreaches } from './known-answers-breaches.ts';
import { kioskDocumentBreaches } from './kiosk-document-breaches.ts';
import { progressBreaches } from './progress-breaches.ts';
import * as broken from './misconducts.ts';
import * as signatures from './signature-misconducts.ts';
import * as submissions from './submission-misconducts.ts';

/** The suite's kiosk is enrolled by this one. */
export const enrolment = 'A one-time code enrols a kiosk, and again after a lost answer to the same kiosk';

const replayed = 'A signed request that comes again is refused';
const tooOld = 'A request signed too long ago is refused, and the answer tells the platform’s time';
const everyAnswer =
  'Every answer, refusals too, is signed by a published answer key and bound to its request';
const received = (what: string): string =>
  `${what} is received, and its key gets the first result with the first time again`;
const atOnce = 'The same message in two batches at once is received once';
const noBatch = 'A batch that is no batch is refused as a whole, and nothing of it is taken';
const full = 'A batch as large as the contract allows is taken, a larger one is refused as too large';
const otherChunk = 'Another chunk in the place of one that is there is refused, and the first stays';
const chunkAgain = 'A chunk is taken, and taken again when it comes again';
const chunkPlace = 'A chunk whose header names another place or material is refused';
const largeChunk = 'A chunk larger than the contract allows is refused as too large';
const goesOn = 'An upload that broke off goes on where the platform says';
const rotation = 'The present key stays good until the next one has signed, and stops then';
const proof = 'A next key without proof that the kiosk has its private half is refused';
const health = 'A kiosk’s report of its health is taken, one that does not fit is refused';

const unverified =
  'What is said of a request whose signature does not hold, or is nobody’s, carries the tag of the unverified';
const verified =
  'What is said of a verified request does not carry the tag of the unverified, refusals included';
const revoked = 'A revoked kiosk is told so once its signature was verified, and nothing of it is taken';
const library = 'A resident is told what the certificate library holds, and when that was looked up';
const closedLibrary =
  'The library says nothing of a person who is not known, whose card differs, or who came with a QR code';
const waitingOnce = 'A resident is told what waits for a clerk, of each kind and purpose once';
const leftForClerk = 'What a clerk has to look at is left for one, once, and not issued';
const closedApprovals =
  'Requests of a person who is not known, whose card differs, or who came with a QR code are not told';
const accessTrail =
  'The reading of a library, and of the access trail, is on the access trail, the latest first';
const closedTrail =
  'Access trail and proofs say nothing of a person who is not known, whose card differs, or who came with a QR code';
const course =
  'The kiosk that filed an application is told its course, from the receipt to its present state';
const courseOfPart = 'A part of a package is told its package, and waits for what it depends on';
const noCourse = 'A receipt number under which this kiosk filed nothing has no course';
const unknownCode = 'An identity code that nobody gave out cannot be redeemed, however often one asks';
const malformedRedemption = 'A redemption that names a holder, or no code, is refused';
const neverIssued = 'No document is signed for a certificate that was never issued';
const noDigest = 'A digest that is none is not signed';
const noMaterial = 'A material whose name is none is not found, nor is a chunk beyond the last place';

/** A request as a platform tells it. */
const waiting = {
  requestNumber: 'SH-20261120-7K3M9QXAB2',
  kind: 'no-penalty',
  purpose: 'employment',
  requestedAt: 0,
  state: 'pending',
  dueOn: '2026-11-25',
  isEstimate: false,
};

export const breaches: readonly Breach[] = [
  {
    what: 'has a clock that stands still',
    misconduct: broken.standsStill(),
    found: ['Anybody is told that the platform serves, and its time'],
  },
  {
    what: 'gives out a key set that its root did not sign',
    misconduct: broken.forgesKeySets,
    found: ['The key set is signed by the root key'],
  },
  {
    what: 'has no sealing key',
    misconduct: broken.hasNoSealingKey,
    found: ['The key set has an answer key and a sealing key that are good now'],
  },
  {
    what: 'hides a route',
    misconduct: broken.hidesRoutes,
    found: ['The contract is served as OpenAPI 3.1 with every route'],
  },
  {
    what: 'has something everywhere',
    misconduct: altered.takesInsteadOf('not-found'),
    found: [
      'An address that is none is answered not-found',
      'A certificate number that was never given out is not found',
      noCourse,
      noMaterial,
      neverIssued,
    ],
  },
  {
    what: 'takes what is not signed',
    misconduct: altered.takesInsteadOf('signature-missing'),
    found: ['An enrolment that is not signed is refused', 'An unsigned request is refused'],
  },
  {
    what: 'does not verify signatures',
    misconduct: altered.takesInsteadOf('signature-invalid'),
    found: [
      'An enrolment signed with another key than it brings is refused',
      'A request whose signature has a flipped bit is refused',
      'A request signed by another key under the kiosk’s key id is refused',
      'A request with an altered body is refused',
      'A request with an altered query is refused',
      'A signed request moved to another address is refused',
      'A signed request with another content type is refused',
      'A signature that does not cover the query is refused',
      'A signature made for something else is refused',
    ],
  },
  {
    what: 'takes any enrolment code',
    misconduct: altered.takesInsteadOf('enrolment-code-invalid'),
    found: ['An enrolment code that nobody gave out is refused', 'An enrolment code works once'],
  },
  {
    what: 'does not care for stations',
    misconduct: altered.takesInsteadOf('station-mismatch'),
    found: [
      'An enrolment code is good for its station only',
      'A kiosk is not given a certificate in the name of another station',
    ],
  },
  { what: 'enrols a repetition as another kiosk', misconduct: broken.enrolsAnew(), found: [enrolment] },
  {
    what: 'refuses good signatures',
    misconduct: broken.refusesEverySignature,
    found: ['A signed request is taken'],
  },
  {
    what: 'takes kiosks that nobody enrolled, and replaced keys',
    misconduct: altered.takesInsteadOf('unknown-kiosk'),
    found: ['A request by a key that nobody enrolled is refused', proof, rotation],
  },
  {
    what: 'takes repetitions of a signed request',
    misconduct: altered.takesInsteadOf('request-replayed'),
    found: [replayed],
  },
  {
    what: 'takes signatures of any time',
    misconduct: altered.takesInsteadOf('clock-skew'),
    found: [tooOld, 'A request signed in the future is refused'],
  },
  {
    what: 'gives another reason for a wrong clock',
    misconduct: altered.refusesInsteadOf('clock-skew', 'signature-invalid'),
    found: [tooOld],
  },
  {
    what: 'takes signatures of the last minute only',
    misconduct: broken.isNarrowMinded,
    found: ['A request signed within the window is taken, early or late'],
  },
  ...feedBreaches,
  ...kioskDocumentBreaches,
  ...progressBreaches,
  ...appointmentBreaches,
  ...creditBreaches,
  ...knownAnswersBreaches,
  {
    what: 'takes whatever is malformed',
    misconduct: altered.takesInsteadOf('malformed-request'),
    found: [
      'A malformed reading position or limit is refused',
      noBatch,
      'A batch of more than 500 messages is refused',
      chunkPlace,
      health,
      proof,
      noDigest,
    ],
  },
  {
    what: 'answers a repetition with a new result',
    misconduct: submissions.forgetsResults,
    found: [
      received('A rating'),
      received('An application'),
      'A refusal is final: its key gets the first refusal again',
    ],
  },
  {
    what: 'receives each time again',
    misconduct: submissions.receivesTwice(),
    found: [received('A rating'), 'The same message twice in a batch is received once', atOnce],
  },
  {
    what: 'takes another message under a used key',
    misconduct: submissions.receivesInsteadOf('key-reused'),
    found: ['A key used again for another message is refused, and the first message keeps its result'],
  },
  {
    what: 'refuses a whole batch for one message',
    misconduct: submissions.refusesTheNeighbours,
    found: ['A malformed message is refused alone, its neighbours are received', 'A key is a UUIDv7'],
  },
  {
    what: 'answers in another order',
    misconduct: submissions.withResults((results) => results.toReversed()),
    found: ['Results come in the order of the messages'],
  },
  {
    what: 'takes a receipt number twice',
    misconduct: submissions.receivesInsteadOf('receipt-number-taken'),
    found: ['A receipt number is taken once'],
  },
  {
    what: 'takes applications for unknown items',
    misconduct: submissions.receivesInsteadOf('unknown-item'),
    found: ['A refusal is final: its key gets the first refusal again'],
  },
  {
    what: 'takes unknown versions of a form',
    misconduct: submissions.receivesInsteadOf('form-version-unsupported'),
    found: ['An application with a version of its form that was never published is refused'],
  },
  {
    what: 'takes parts of packages without what they depend on',
    misconduct: submissions.receivesInsteadOf('unknown-dependency'),
    found: ['A part of a package without what it depends on is refused'],
  },
  {
    what: 'takes what it cannot open',
    misconduct: submissions.receivesInsteadOf('unknown-sealing-key'),
    found: ['An application sealed to a key that the platform does not have is refused'],
  },
  {
    what: 'takes malformed messages',
    misconduct: submissions.receivesInsteadOf('malformed-message'),
    found: [
      'A malformed message is refused alone, its neighbours are received',
      'A sealed part in the envelope of another application is refused',
    ],
  },
  {
    what: 'takes ratings of what it does not have',
    misconduct: submissions.receivesInsteadOf('unknown-subject'),
    found: [
      'A rating of a receipt number that the platform does not have is refused',
      'Word of a collection of a certificate that the platform never issued is refused',
    ],
  },
  {
    what: 'takes a part of what it refuses as a whole',
    misconduct: submissions.takesPartsOfWhatItRefuses(),
    found: [noBatch],
  },
  { what: 'takes too much', misconduct: altered.takesInsteadOf('too-large'), found: [full, largeChunk] },
  { what: 'takes too little', misconduct: broken.refusesFullBatches, found: [full] },
  {
    what: 'refuses a chunk that comes again',
    misconduct: submissions.refusesRepetitions('PUT', /\/chunks\//, 'chunk-differs'),
    found: [chunkAgain],
  },
  { what: 'puts one chunk over another', misconduct: submissions.takesAnyChunk, found: [otherChunk] },
  { what: 'takes chunks for any place', misconduct: submissions.takesChunksForAnyPlace, found: [chunkPlace] },
  { what: 'takes chunks of any size', misconduct: submissions.takesLargeChunks, found: [largeChunk] },
  {
    what: 'forgets a chunk',
    misconduct: submissions.forgetsChunks,
    found: [chunkAgain, otherChunk, goesOn],
  },
  {
    what: 'receives an application without its materials',
    misconduct: submissions.receivesWithoutMaterials,
    found: ['An application is received only when every chunk of its materials is there'],
  },
  {
    what: 'denies its certificates',
    misconduct: broken.deniesCertificates,
    found: ['A certificate is signed by its department, and anybody is told that it is valid'],
  },
  {
    what: 'makes signatures that do not hold',
    misconduct: signatures.signsWrong,
    found: ['The document of a certificate is signed by its department, under the root and for its number'],
  },
  {
    what: 'signs another document for the same certificate',
    misconduct: altered.takesInsteadOf('already-signed', altered.answer(200, { signature: 'AAAA' })),
    found: ['A document signed before gets the same signature to the byte, and another one none'],
  },
  {
    what: 'has no certificate of its root',
    misconduct: signatures.hidesItsRoot,
    found: ['Anybody is given the certificate of the root key'],
  },
  {
    what: 'vouches for another key than the kiosk’s',
    misconduct: signatures.vouchesForNobody,
    found: ['A kiosk is given certificates of its key and station, under the root'],
  },
  {
    what: 'issues a repetition anew',
    misconduct: broken.issuesAnew(),
    found: ['A certificate asked for again under its request id is the same to the byte'],
  },
  {
    what: 'issues another certificate under a used request id',
    misconduct: altered.takesInsteadOf('request-id-reused'),
    found: ['A request id used again for something else is refused'],
  },
  {
    what: 'issues for anybody',
    misconduct: altered.takesInsteadOf('unknown-person'),
    found: [
      'A certificate of an unknown kind, for an unknown purpose or person is refused',
      closedTrail,
      closedLibrary,
      'A face of nobody is not compared',
    ],
  },
  {
    what: 'goes on from any reading position',
    misconduct: altered.takesInsteadOf(
      'cursor-unknown',
      altered.answer(200, { documents: [], next: 'A', more: false, keySetIssuedAt: 0 }),
    ),
    found: ['A well-formed reading position that the platform never gave is answered cursor-unknown'],
  },
  {
    what: 'keeps readings off the trail',
    misconduct: broken.hidesReadings,
    found: [accessTrail, policiesOnTrail],
  },
  {
    what: 'hands over what does not lie ready',
    misconduct: altered.takesInsteadOf('not-ready'),
    found: ['A proof that does not lie ready is handed over to nobody'],
  },
  { what: 'does not date what it looked up', misconduct: broken.datesNoAccess, found: [library] },
  {
    what: 'opens the library, and what waits for a clerk, to other cards',
    misconduct: altered.takesInsteadOf('person-data-differs'),
    found: [closedTrail, closedLibrary, closedApprovals],
  },
  {
    what: 'opens the library to QR codes',
    misconduct: altered.takesInsteadOf('assurance-level-too-low'),
    found: [closedTrail, closedLibrary],
  },
  {
    what: 'lets the same wait twice',
    misconduct: altered.at('POST', /certificate-approvals\/query$/, (given) =>
      given.status === 200 ? altered.answer(200, { approvals: [waiting, waiting] }) : given,
    ),
    found: [waitingOnce],
  },
  {
    what: 'issues what a clerk has to look at',
    misconduct: altered.takesInsteadOf('approval-pending'),
    found: [leftForClerk],
  },
  {
    what: 'opens the library for any purpose',
    misconduct: broken.takesAnyPurpose,
    found: ['A query of the library names a service item exactly when materials are looked up'],
  },
  ...agencyBreaches,
  ...policyBreaches,
  {
    what: 'redeems codes that nobody gave out',
    misconduct: altered.takesInsteadOf('code-unknown', altered.answer(200, { redeemedAt: 0 })),
    found: [unknownCode],
  },
  {
    what: 'redeems whatever it is sent',
    misconduct: broken.redeemsAnything,
    found: [malformedRedemption],
  },
  {
    what: 'compares faces for any models',
    misconduct: altered.takesInsteadOf('unknown-model', altered.answer(200, { similarity: 1 })),
    found: ['A face is compared for models alone of which the register has embeddings'],
  },
  {
    what: 'compares whatever it is sent',
    misconduct: broken.comparesAnything,
    found: [
      'A sealed face that belongs to another comparison, or is no embedding, is refused',
      'A face that is not sealed is refused',
    ],
  },
  {
    what: 'has identity codes signed by a department',
    misconduct: broken.mixesKeys,
    found: ['The keys of identity codes are others than those of departments and of the platform'],
  },
  {
    what: 'says that an application is done',
    misconduct: broken.promisesTooMuch,
    found: [course, courseOfPart],
  },
  {
    what: 'takes what a revoked kiosk signs',
    misconduct: altered.takesInsteadOf('kiosk-revoked'),
    found: [revoked],
  },
  {
    what: 'tells a revoked kiosk that it is unknown',
    misconduct: altered.refusesInsteadOf('kiosk-revoked', 'unknown-kiosk'),
    found: [revoked],
  },
  {
    what: 'speaks of altered requests as if they had been verified',
    signing: broken.tagsNothing,
    found: [unverified, revoked],
  },
  {
    what: 'does not say that it has verified a request',
    signing: broken.tagsEverything,
    found: [verified, revoked],
  },
  { what: 'answers a health report with more', misconduct: broken.refusesHealth, found: [health] },
  {
    what: 'sends a kiosk the commands of another',
    misconduct: commands.sendsCommandsOfOthers,
    found: [
      'Commands are signed for this kiosk alone, have not run out, and come in the order of their numbers',
    ],
  },
  {
    what: 'wants to hear only of commands that it knows',
    misconduct: commands.refusesOutcomes,
    found: ['A word on a command that the platform does not know is no reason to refuse the report'],
  },
  {
    what: 'waits for slow lines for ever',
    found: ['A request whose head trickles in is given up', 'A request whose body trickles in is given up'],
  },
  {
    what: 'keeps half of what was cut',
    misconduct: submissions.keepsHalves,
    found: ['A request that was cut in half leaves nothing behind, and comes again whole'],
  },
  { what: 'does not sign', signing: broken.doesNotSign, found: [everyAnswer, tooOld] },
  {
    what: 'does not sign refusals',
    signing: broken.doesNotSignRefusals,
    misconduct: broken.refusesEverySignature,
    found: ['A signed request is taken', everyAnswer],
  },
  { what: 'does not bind answers to requests', signing: broken.doesNotBind, found: [everyAnswer] },
  {
    what: 'signs with a key that it does not publish',
    signing: broken.signsWithAnUnpublishedKey,
    found: [everyAnswer],
  },
  {
    what: 'dates its answers wrong',
    signing: broken.goesAnHourWrong,
    found: [tooOld, 'Every signed answer says when it was given'],
  },
  {
    what: 'refuses in plain JSON',
    misconduct: broken.problemsAsPlainJson,
    found: ['Every refusal is a problem document under the status of its reason'],
    with: ['An address that is none is answered not-found'],
  },
];
