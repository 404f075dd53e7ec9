import type { Socket } from 'node:net';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { addAdminApi } from '../admin/admin-api.ts';
import type { Administration } from '../admin/administration.ts';
import { addConsoleApi } from '../console/console-api.ts';
import { addConsolePage } from '../console/console-page.ts';
import { addAnswerSigning, createAnswerSigning, sendSignedProblem } from './answer-signing.ts';
import { addAuthentication } from './authentication.ts';
import { failureFields } from '../store/failure-fields.ts';
import { isPassing as isPassingTrouble } from '../store/store-trouble.ts';
import { addBodyBudget } from './body-budget.ts';
import { answerClientError } from './client-errors.ts';
import type { ApiContext } from './context.ts';
import { sendProblem } from './problem.ts';
import { addBodyParsers } from './request-body.ts';
import { addAgencyRoutes } from './routes/agency.ts';
import { addCertificateVerificationRoutes } from './routes/certificate-verifications.ts';
import { addCertificateApprovalRoutes } from './routes/certificate-approvals.ts';
import { addCertificateRoutes } from './routes/certificates.ts';
import { addEnrolmentRoutes } from './routes/enrolments.ts';
import { addApplicationRoutes } from './routes/applications.ts';
import { addAppointmentRoutes } from './routes/appointments.ts';
import { addCreditRoutes } from './routes/credit.ts';
import { addKnownAnswersRoutes } from './routes/known-answers.ts';
import { addFaceComparisonRoutes } from './routes/face-comparisons.ts';
import { addFeedRoutes } from './routes/feed.ts';
import { addIdentityCodeRoutes } from './routes/identity-codes.ts';
import { addKioskSelfRoutes } from './routes/kiosk-self.ts';
import { addIssuedProofRoutes } from './routes/issued-proofs.ts';
import { addLibraryRoutes } from './routes/library.ts';
import { addMaterialRoutes } from './routes/materials.ts';
import { addOpenInformationRoutes } from './routes/open-information.ts';
import { addPolicyRoutes } from './routes/policies.ts';
import { addSubmissionRoutes } from './routes/submissions.ts';
import { addVerifyPage } from './routes/verify-page.ts';

/** Routes that take more say so themselves. */
const defaultBodyBytes = 16 * 1024;

/** How long clients may take, milliseconds. Who is slower is given up with 408. */
export interface ClientPatience {
  /** For the header fields. */
  readonly headers: number;
  /** For the whole request: 4 MB over a line of 0.5 Mbit/s take a minute. */
  readonly request: number;
}

const defaultPatience: ClientPatience = { headers: 10_000, request: 75_000 };

/** Connections at once; more are refused by the system until others have ended. */
const maximumConnections = 4_096;

/** What may be set of the HTTP server; everything has a default. */
export interface ApiOptions {
  readonly logger: FastifyBaseLogger;
  readonly patience?: ClientPatience | undefined;
  /**
   * Addresses and ranges of the proxies in front: of a request from them the address that they forward counts
   * (X-Forwarded-For). Nobody's word is taken unless told.
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Bytes of large bodies under way at once (api/body-budget.ts). */
  readonly bodyBudget?: number | undefined;
  /** The administration over HTTP, for whoever has `token`; without it there is none. */
  readonly administration?: { readonly acts: Administration; readonly token: string } | undefined;
}

/**
 * The platform's HTTP interface, not yet listening. Everything that goes wrong is answered with a problem document, and
 * every answer is signed. The log never holds bodies, values or a database's messages about them.
 */
export const createApi = (context: ApiContext, options: ApiOptions): FastifyInstance => {
  const patience = options.patience ?? defaultPatience;
  const signing = createAnswerSigning(context.keyRing, context.clock);
  const server = fastify({
    bodyLimit: defaultBodyBytes,
    requestTimeout: patience.request,
    // What is under way when the server closes is answered as ever.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    trustProxy: [...(options.trustedProxies ?? [])],
    http: {
      headersTimeout: patience.headers,
      // How often time-outs are looked for.
      connectionsCheckingInterval: Math.min(patience.headers, 5_000),
    },
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: options.logger,
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
      answerClientError(signing, error, socket).catch(() => socket.destroy());
    },
    frameworkErrors: (error, request, reply) => {
      sendSignedProblem(signing, request, reply, {
        status: error.statusCode ?? 400,
        detail: error.code,
      }).catch(() => reply.raw.destroy());
    },
    // Receipt numbers have 63 characters at most.
    routerOptions: { maxParamLength: 64 },
  });
  server.server.maxConnections = maximumConnections;

  addBodyParsers(server);
  addAnswerSigning(server, signing);
  addAuthentication(server, context);
  addBodyBudget(server, options.bodyBudget);

  server.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));

  server.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) {
      return sendProblem(reply, 'too-large');
    }
    if (status >= 400 && status < 500) {
      return sendProblem(reply, 'malformed-request', { status, detail: error.code });
    }
    const isPassing = isPassingTrouble(error);
    request.log[isPassing ? 'warn' : 'error'](
      { route: request.routeOptions.url, ...failureFields(error) },
      'request failed',
    );
    return sendProblem(reply, isPassing ? 'busy' : 'internal-error');
  });

  addOpenInformationRoutes(server, context);
  addEnrolmentRoutes(server, context);
  addKioskSelfRoutes(server, context);
  addCertificateRoutes(server, context);
  addCertificateApprovalRoutes(server, context);
  addSubmissionRoutes(server, context);
  addMaterialRoutes(server, context);
  addFeedRoutes(server, context);
  addLibraryRoutes(server, context);
  addAgencyRoutes(server, context);
  addPolicyRoutes(server, context);
  addIssuedProofRoutes(server, context);
  addApplicationRoutes(server, context);
  addAppointmentRoutes(server, context);
  addCreditRoutes(server, context);
  addKnownAnswersRoutes(server, context);
  addIdentityCodeRoutes(server, context);
  addFaceComparisonRoutes(server, context);
  addCertificateVerificationRoutes(server, context);
  addVerifyPage(server);
  if (options.administration !== undefined) {
    const { acts, token } = options.administration;
    addAdminApi(server, acts, token);
    addConsoleApi(server, context, token);
    addConsolePage(server);
  }
  return server;
};
