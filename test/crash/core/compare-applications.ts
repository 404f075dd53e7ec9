import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type SealedApplication,
  sealedApplicationSchema,
} from '../../../platform/contract/sealed-application.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';
import type { Report } from './finding.ts';
import type { KioskRows } from './kiosk-rows.ts';
import { numberOfVisit, type PlannedVisit, planVisit } from './planned-visit.ts';
import type { PlatformRows } from './platform-rows.ts';
import type { Promises } from './promises.ts';
import type { StationUnderTest } from './station-under-test.ts';

const { applications: items } = loadCatalogue(certificateIssuers);

/** What differs between what the platform opened and what the resident handed in; null when nothing does. */
const differenceOf = (content: SealedApplication, { resident, visitId, business }: PlannedVisit) => {
  if (business.kind !== 'application') return 'a visit that filed nothing';
  const { name, sex, idNumber } = resident;
  if (!isDeepStrictEqual(content.applicant, { name, sex, idNumber })) return 'applicant';
  if (content.item !== business.item.code) return 'item';
  if (!isDeepStrictEqual(content.answers, business.answers)) return 'answers';
  if (content.identity.visitId !== visitId) return 'visit';
  const planned = business.materials.map(({ code, mediaType, size, bytes }) => ({
    code,
    mediaType,
    bytes: size,
    digest: createHash('sha256').update(bytes()).digest('base64url'),
  }));
  const arrived = content.materials.map(({ materialId: _, ...facts }) => facts);
  return isDeepStrictEqual(arrived, planned) ? null : 'materials';
};

const twins = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** States of kiosk and platform that go together. */
const stateOfOutcome: Readonly<Record<string, { message: string; application: string }>> = {
  received: { message: 'acknowledged', application: 'received' },
  refused: { message: 'refused', application: 'refused' },
};

/** Every promised application is at the platform, once and as it was filed; every other row has its counterpart. */
export const compareApplications = (options: {
  readonly station: StationUnderTest;
  readonly promises: Promises;
  readonly kiosk: KioskRows;
  readonly platform: PlatformRows;
  readonly seed: number;
  readonly report: Report;
}): Readonly<Record<string, number>> => {
  const { station, promises, kiosk, platform, seed, report } = options;
  const plan = (number: number): PlannedVisit => planVisit(seed, station.number, number, items);
  const atPlatform = new Map(platform.applications.map((row) => [row.key, row]));
  const byReceipt = new Map(platform.applications.map((row) => [row.receipt_number, row]));
  const results = new Map(platform.results.map((row) => [row.key, row]));
  const atKiosk = new Map(kiosk.applications.map((row) => [row.key, row]));
  const messages = new Map(kiosk.messages.map((row) => [row.key, row]));

  for (const { key, receiptNumber, number } of promises.filed) {
    const row = atPlatform.get(key);
    if (promises.refused.has(key)) {
      const { state, reason } = messages.get(key) ?? {};
      if (state !== 'refused' || reason !== 'key-reused')
        report('lost', `refused application ${receiptNumber}`);
      if (row !== undefined) report('differs', `${receiptNumber} was refused, and the platform has it`);
    } else if (row === undefined) report('lost', `application ${receiptNumber} of visit ${number}`);
    else if (byReceipt.get(receiptNumber) !== row) report('differs', `receipt number of ${key}`);
    if (!atKiosk.has(key)) report('lost', `the kiosk's row of application ${receiptNumber}`);
  }

  const alerts = new Set(platform.alerts);
  const visits: string[] = [];
  let chunks = 0;
  for (const row of platform.applications) {
    if (!atKiosk.has(row.key)) report('differs', `${row.receipt_number} is not known to the kiosk`);
    const content = row.content === null ? null : sealedApplicationSchema.parse(JSON.parse(row.content));
    if (content === null) {
      report('differs', `${row.receipt_number} was not opened: ${row.state}`);
      continue;
    }
    visits.push(content.identity.visitId);
    chunks += content.materials.length;
    const difference = differenceOf(content, plan(numberOfVisit(content.identity.visitId)));
    if (difference) report('differs', `${row.receipt_number}: ${difference}`);
    // No form asks for the pages that a planned visit brings along: whoever decides is told so.
    const isTold = alerts.delete(`differs-from-form ${row.receipt_number}`);
    if (isTold !== content.materials.length > 0)
      report('differs', `alert of ${row.receipt_number}: ${isTold}`);
  }
  for (const alert of alerts) report('differs', `the platform raised an alert: ${alert}`);
  for (const visit of twins(visits)) report('twice', `application of visit ${numberOfVisit(visit)}`);
  for (const visit of twins(kiosk.applications.map(({ visitId }) => visitId))) {
    report('twice', `at the kiosk: application of visit ${numberOfVisit(visit)}`);
  }
  for (const receipt of twins(platform.applications.map((row) => row.receipt_number))) {
    report('twice', receipt);
  }

  for (const { key, receiptNumber, state } of kiosk.applications) {
    const outcome = promises.refused.has(key) ? 'refused' : results.get(key)?.outcome;
    const expected = stateOfOutcome[outcome ?? ''];
    const message = messages.get(key);
    if (expected?.application !== state || expected.message !== message?.state) {
      report('differs', `${receiptNumber}: kiosk says ${state}, ${message?.state}, platform ${outcome}`);
    }
  }
  for (const { key, kind, groupId, state } of kiosk.messages) {
    // What follows a refused application waits until staff have settled that.
    const isHeldBack = groupId !== key && promises.refused.has(groupId);
    if (state === 'pending' && !isHeldBack) report('lost', `${kind} ${key} is still pending`);
    if (kind === 'application' && !atKiosk.has(key)) report('differs', `message ${key} without application`);
  }
  for (const { key } of platform.results) {
    if (!messages.has(key)) report('differs', `result of ${key}, which the kiosk does not know`);
  }
  // The chunks of a refused application went ahead of it; the platform deletes them in its time.
  for (const key of platform.orphans) {
    if (!promises.refused.has(key)) report('differs', `chunks of ${key} belong to no application`);
  }
  return {
    'applications promised': promises.filed.length,
    'applications at the platform': platform.applications.length,
    'materials at the platform': chunks,
    'applications refused, kept as dead letters': promises.refused.size,
  };
};
