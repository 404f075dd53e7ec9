import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import type { CertificateClaims } from '../../contract/certificate/claims.ts';
import { verifyCertificate } from '../../contract/certificate/signed-certificate.ts';
import { type EnrolmentReply, enrolmentReplySchema } from '../../contract/kiosks.ts';
import {
  readSigner,
  rootCertificateSchema,
  type SignDocumentRequest,
  signDocumentReplySchema,
  verifySignatureAt,
} from '../../contract/pdf-signature/index.ts';
import { json } from '../ask.ts';
import { Breach, demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';
import { certificateRequest, issue } from './certificates.ts';
import { enrolAgain } from './enrolment.ts';

const signatures = 'pdf-signature/signature-messages.ts POST /v1/certificates/:number/signature';

/** The claims of a certificate that was issued for this. */
const issued = async (world: World): Promise<CertificateClaims> => {
  const bytes = Buffer.from(await issue(world, await certificateRequest(world)), 'base64url');
  const verified = verifyCertificate(bytes, await world.keySet(), world.now());
  demand(verified.outcome === 'genuine', `the certificate is ${verified.outcome}`);
  return verified.claims;
};

const anyDigest = (): string => randomBytes(32).toString('base64url');

const ask = (world: World, number: string, digest: string) => {
  const content: SignDocumentRequest = { algorithm: 'ecdsa-p256-sha256', digest };
  return world.ask({ method: 'POST', path: `v1/certificates/${number}/signature`, body: json(content) });
};

const sign = async (world: World, number: string, digest: string): Promise<string> =>
  demandAnswer(await ask(world, number, digest), signDocumentReplySchema).signature;

const certificateOf = (text: string): X509Certificate => {
  try {
    return new X509Certificate(Buffer.from(text, 'base64url'));
  } catch {
    throw new Breach('a certificate is none');
  }
};

const checkChain = ({ target, kiosk }: World, { chain }: EnrolmentReply): void => {
  const rootKey = createPublicKey({ key: { ...target.rootKey }, format: 'jwk' });
  const [own, root] = [certificateOf(chain.kiosk), certificateOf(chain.root)];
  demand(root.ca && root.publicKey.equals(rootKey), 'the second certificate is not of the root key');
  demand(own.verify(rootKey) && root.verify(rootKey), 'the certificates are not signed by the root key');
  const signer = readSigner(own);
  demand(
    signer?.role === 'kiosk' && signer.code === target.stationCode,
    'the first certificate is not of a kiosk of this station',
  );
  demand(
    own.publicKey.equals(createPublicKey(kiosk().key.privateKey)),
    'the first certificate is of another key',
  );
};

export const certificateSignatureChecks: readonly Check[] = [
  {
    name: 'Anybody is given the certificate of the root key',
    clause: 'pdf-signature/signature-messages.ts GET /v1/root-certificate',
    async prove(world) {
      const reply = await world.send(world.unsigned({ method: 'GET', path: 'v1/root-certificate' }));
      const root = certificateOf(demandAnswer(reply, rootCertificateSchema).certificate);
      const rootKey = createPublicKey({ key: { ...world.target.rootKey }, format: 'jwk' });
      demand(root.ca && root.publicKey.equals(rootKey) && root.verify(rootKey), 'it is of another key');
    },
  },
  {
    name: 'A kiosk is given certificates of its key and station, under the root',
    clause: 'kiosks.ts EnrolmentReply.chain',
    async prove(world) {
      checkChain(world, demandAnswer(await enrolAgain(world), enrolmentReplySchema));
    },
  },
  {
    name: 'The document of a certificate is signed by its department, under the root and for its number',
    clause: signatures,
    lacks: lacksHolder,
    async prove(world) {
      const { certificateNumber, department, issuedAt } = await issued(world);
      const digest = anyDigest();
      const cms = Buffer.from(await sign(world, certificateNumber, digest), 'base64url');
      const trust = { rootKey: world.target.rootKey, keySet: await world.keySet() };
      const verified = verifySignatureAt(cms, Buffer.from(digest, 'base64url'), issuedAt * 1000, trust);
      demand(verified.outcome === 'good', `the signature is ${verified.outcome}`);
      const { signer } = verified;
      demand(
        signer.role === 'department' && signer.code === department.code,
        `it is signed by the ${signer.role} ${signer.code}`,
      );
      demand(verified.certificateNumber === certificateNumber, 'it is for another number');
    },
  },
  {
    name: 'A document signed before gets the same signature to the byte, and another one none',
    clause: `${signatures} already-signed`,
    lacks: lacksHolder,
    async prove(world) {
      const { certificateNumber } = await issued(world);
      const digest = anyDigest();
      const first = await sign(world, certificateNumber, digest);
      await world.pass(world.now() + 1_000);
      demand((await sign(world, certificateNumber, digest)) === first, 'the second answer has other bytes');
      demandProblem(await ask(world, certificateNumber, anyDigest()), 'already-signed');
    },
  },
  {
    name: 'No document is signed for a certificate that was never issued',
    clause: `${signatures} not-found`,
    async prove(world) {
      demandProblem(await ask(world, 'ZZ20000101-0000000000', anyDigest()), 'not-found');
    },
  },
  {
    name: 'A digest that is none is not signed',
    clause: `${signatures} SignDocumentRequest.digest`,
    async prove(world) {
      demandProblem(await ask(world, 'ZZ20000101-0000000000', 'short'), 'malformed-request');
    },
  },
];
