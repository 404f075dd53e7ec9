import { join } from 'node:path';
import {
  _electron,
  expect,
  type Locator,
  type Page,
  type TestInfo,
  test as playwrightTest,
} from '@playwright/test';
import { projectFolder, sandboxArguments } from '../../scripts/station/kiosk/electron-command.ts';
import { findingWords } from '../../electron/contract/diagnostics/finding-words.ts';
import { contentWithClerk } from '../helpers/clerk-content.ts';
import { healthReportOf } from '../helpers/health-report.ts';
import { handInReport } from '../helpers/kiosk-documents.ts';
import { housingRequest, startTestPlatform, type TestKiosk, type TestPlatform } from '../helpers/platform.ts';
import { jsonRequest } from '../helpers/platform-kiosk.ts';
import { askAndAnswer, fileDiffering } from './support/differing-verifications.ts';
import { expectAccessible } from './support/accessibility.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
type Report = Parameters<typeof healthReportOf>[0];

interface Console {
  readonly page: Page;
  readonly platform: TestPlatform;
  readonly kiosk: TestKiosk;
  report(kiosk: TestKiosk, changes?: Report): Promise<void>;
}

const jammed: Report = {
  devices: [
    {
      role: 'printer',
      state: 'userError',
      reasons: [{ code: 'media-jam', severity: 'error', actor: 'staff' }],
      supplies: [
        { name: 'Tray 1', kind: 'media', percent: 40, state: 'ok' },
        { name: 'Black', kind: 'toner', percent: 0, state: 'empty' },
      ],
    },
    {
      role: 'idCardReader',
      state: 'hardwareError',
      reasons: [{ code: 'reader-self-test-failed', severity: 'error', actor: 'technician' }],
      supplies: [],
    },
  ],
};
const inOrder: Report = { queue: { pending: 0, refused: 0, oldestPendingAt: null }, devices: [] };

/** The console of a real platform in a window of Chromium, signed in, with one kiosk that is jammed. */
const test = playwrightTest.extend<{ centre: Console }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  centre: async ({}, use) => {
    const platform = await startTestPlatform({ adminToken, content: contentWithClerk() });
    const report: Console['report'] = async (kiosk, changes = {}) => {
      const content = healthReportOf({ reportedAt: Date.now(), ...changes });
      await kiosk.exchange(jsonRequest('POST', '/v1/kiosks/self/health', content));
    };
    await report(platform.kiosk, jammed);
    const app = await _electron.launch({
      args: [join(projectFolder, 'test/fixtures/page-window/main.cjs'), '--lang=zh-CN', ...sandboxArguments],
      cwd: projectFolder,
      env: { ...(process.env as Record<string, string>), YIZHAN_PAGE: `${platform.url}/console` },
    });
    try {
      const page = await app.firstWindow();
      await page.getByLabel('管理令牌').fill(adminToken);
      await page.getByRole('button', { name: '登录' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('终端');
      await use({ page, platform, kiosk: platform.kiosk, report });
    } finally {
      await app.close();
      await platform.close();
    }
  },
});

/** What a technician found: the platform is not reached. */
const notReady = {
  format: 'yizhan-readiness-1',
  at: Date.UTC(2026, 10, 20, 4),
  by: 'W-003',
  ready: false,
  findings: [
    {
      check: 'backup',
      verdict: 'good',
      code: 'backup-fresh',
      detail: '',
      words: findingWords['backup-fresh'],
    },
    {
      check: 'platform',
      verdict: 'bad',
      code: 'line-refused',
      detail: '',
      words: findingWords['line-refused'],
    },
  ],
  devices: [],
  tests: [],
};

const open = async (page: Page, link: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(link);
};

/** Nothing that keeps anybody out, in both languages; a picture of each is left for whoever wants to look. */
const lookAt = async (page: Page, name: string, info: TestInfo): Promise<void> => {
  for (const language of ['zh-CN', 'en']) {
    if ((await page.locator('html').getAttribute('lang')) !== language) {
      await page.locator('#language').click();
    }
    await page.screenshot({ path: info.outputPath(`${name}-${language}.png`), fullPage: true });
    await expectAccessible({ page }, `${name} ${language}`);
  }
  await page.locator('#language').click();
};

/** What a field says is wrong with it. */
const expectSaid = (field: Locator, words: string): Promise<void> =>
  expect(field).toHaveJSProperty('validationMessage', words);

test('a wrong token shows nothing and says so; the right one lasts until the page is left', async ({
  centre: { page },
}, info) => {
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByRole('table')).toHaveCount(0);
  for (const wrong of [`${adminToken}x`, '令牌']) {
    await page.getByLabel('管理令牌').fill(wrong);
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page.getByRole('alert')).toHaveText('令牌不对，请重新输入。');
  }
  await lookAt(page, 'sign-in', info);
  await page.getByLabel('管理令牌').fill(adminToken);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('管理令牌')).toBeVisible();
});

test('the kiosks are listed a page at a time, the worst first, by light, and found by their station', async ({
  centre: { page, platform, report },
}, info) => {
  for (let count = 0; count < 54; count += 1) {
    const kiosk = await platform.enrolKiosk(`QX-${1000 + count}`);
    if (count < 50) await report(kiosk, inOrder);
    else if (count < 53) await report(kiosk);
  }
  await open(page, '终端');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(51);
  await expect(rows.nth(1)).toContainText('要处理');
  await expect(page.getByText('第 1–50 条，共 55 条')).toBeVisible();
  await lookAt(page, 'kiosks', info);
  await page.getByRole('link', { name: '下一页' }).click();
  await expect(rows).toHaveCount(6);

  await page.getByRole('link', { name: '要留意 4' }).click();
  await expect(rows).toHaveCount(5);
  await page.getByLabel('驿站代码或终端编号').fill('qx-1053');
  await page.getByRole('button', { name: '查找' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('还没有上线');
});

test('supplies to refill and faults by actor are told over all kiosks', async ({
  centre: { page, platform, report },
}, info) => {
  await report(await platform.enrolKiosk('QX-0008'));
  await open(page, '先补耗材');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('墨粉 · Black');
  await expect(rows.nth(2)).toContainText('纸 · Tray 1');
  await lookAt(page, 'supplies', info);

  await open(page, '故障');
  await expect(rows).toHaveCount(4);
  await lookAt(page, 'faults', info);
  await page.getByRole('link', { name: '维修人员 1' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('读卡器自检没有通过');
});

test('one kiosk shows what it needs and what it was told, and takes a command', async ({
  centre: { page, kiosk, platform, report },
}, info) => {
  await report(kiosk, { ...jammed, auditHead: { sequence: 9, hash: 'b'.repeat(64) } });
  await page.getByRole('link', { name: kiosk.kioskId }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(kiosk.kioskId);
  await expect(page.getByRole('region', { name: '先补的耗材' }).getByRole('row').nth(1)).toContainText(
    '用完了',
  );
  await expect(page.getByRole('region', { name: '审计日志链头' }).getByRole('row')).toHaveCount(3);

  await page.getByLabel('通知（中文）').fill('<b>今晚检修</b>');
  await page.getByLabel('通知（英文）').fill('Serviced tonight');
  await page.getByRole('button', { name: '显示通知' }).click();
  await expect(page.getByRole('status')).toHaveText('已下达，等终端来取。');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '重启终端程序' }).click();
  await expect
    .poll(async () =>
      (await platform.administration.listCommands(kiosk.kioskId)).map(({ order }) => order.kind),
    )
    .toEqual(['restart', 'message']);

  const commands = page.getByRole('region', { name: '远程指令' });
  await expect(commands.getByRole('row').nth(2)).toContainText('显示通知: <b>今晚检修</b>');
  await expect(commands.getByRole('row').nth(2)).toContainText('等终端回报');
  await lookAt(page, 'kiosk', info);
});

test('how a kiosk stands with updates is told: what runs, its ring, what comes next, and what did not work', async ({
  centre: { page, kiosk, report },
}, info) => {
  const update = { ring: 'pilot', offered: null, rolledBack: null } as const;
  const program = page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: '软件更新' }) });
  await report(kiosk, { ...inOrder, update: { ...update, state: 'waiting', reason: 'not-newer' } });
  await page.getByRole('link', { name: kiosk.kioskId }).click();
  await expect(program).toContainText('0.2.0');
  await expect(program).toContainText('试点');
  await expect(program).toContainText('没有待装的版本');
  await expect(program).toContainText('已经是最新版本。');
  await expect(program.locator('.warning')).toHaveCount(0);
  const failed = { ...update, state: 'waiting', reason: 'signature-wrong', rolledBack: '0.3.0' };
  await report(kiosk, { ...inOrder, update: failed });
  await page.reload();
  await page.getByLabel('管理令牌').fill(adminToken);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(program.locator('.warning')).toHaveText([/^版本 0\.3\.0 .*已自动退回/, /^签名不对/]);
  await lookAt(page, 'program', info);
});

test('a kiosk is closed, its log is asked for and its settings are changed from its page', async ({
  centre: { page, kiosk, platform, report },
}, info) => {
  const since = Date.now();
  await report(kiosk, { ...inOrder, closing: { by: 'staff', since, reopensAt: null } });
  await page.getByRole('link', { name: kiosk.kioskId }).click();
  await expect(page.getByText('工作人员从')).toContainText('恢复时间没有定');
  page.on('dialog', (dialog) => void dialog.accept());
  const given = async () =>
    (await platform.administration.listCommands(kiosk.kioskId)).map(({ order }) => order);

  await page.getByLabel('关闭原因（中文）').fill('今晚停电');
  await page.getByLabel('关闭原因（英文）').fill('No power tonight');
  await page.getByLabel('关闭多久，到时自动开放').selectOption('0');
  await page.getByLabel('工作人员可以提前开放').check();
  await page.getByRole('button', { name: '关闭终端' }).click();
  await expect.poll(given).toEqual([
    {
      kind: 'close',
      reason: { 'zh-CN': '今晚停电', en: 'No power tonight' },
      until: null,
      staffMayOpen: true,
    },
  ]);
  await page.getByRole('button', { name: '重新开放' }).click();
  await expect.poll(async () => (await given())[0]).toEqual({ kind: 'open' });
  await page.getByRole('button', { name: '收取日志' }).click();
  await expect.poll(async () => (await given())[0]).toEqual({ kind: 'collect-log' });

  await page.getByText('修改设置').first().click();
  await page.getByRole('button', { name: '修改设置' }).click();
  await expect(page.getByText('还没有填要改的设置。')).toBeVisible();
  await page.getByLabel('没人操作多少秒后询问').fill('45');
  await page.getByLabel('几点起不出声').fill('22:00');
  await lookAt(page, 'settings', info);
  await page.getByText('修改设置').first().click();
  await page.getByLabel('没人操作多少秒后询问').fill('45');
  await page.getByRole('button', { name: '修改设置' }).click();
  await expect
    .poll(async () => (await given())[0])
    .toEqual({ kind: 'update-settings', changes: { 'session.idleSeconds': 45 } });
});

test('a readiness report that a kiosk handed in is shown, and can be downloaded', async ({
  centre: { page, kiosk, platform },
}, info) => {
  await handInReport(platform, kiosk, notReady);
  await page.getByRole('link', { name: kiosk.kioskId }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText('有故障，不能投入使用')).toContainText('W-003');
  await expect(page.getByRole('region', { name: '检查结果' })).toContainText('无法连接');
  // What the browser does with a link to save is not looked at, only that there is one and under which name.
  await page.evaluate('HTMLAnchorElement.prototype.click = function () { document.title = this.download; };');
  const rowOf = (what: string) =>
    page.getByRole('row').filter({ has: page.getByRole('cell', { name: what, exact: true }) });
  await rowOf('状态报告').getByRole('button', { name: '下载' }).click();
  await expect(page).toHaveTitle(/^yizhan-readiness-report-K-.*\.json$/);
  await rowOf('状态报告（PDF，可打印）').getByRole('button', { name: '下载' }).click();
  await expect(page).toHaveTitle(/^yizhan-readiness-report-K-.*\.pdf$/);
  await lookAt(page, 'documents', info);
});

test('certificates that wait for a clerk are listed with deadlines, approved, and refused with a reason', async ({
  centre: { page, platform },
}, info) => {
  for (const purpose of ['purchase-eligibility', 'school-enrolment']) {
    await platform.post('/v1/certificates', housingRequest({ purpose, consentedAt: Date.now() }));
  }
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, '证明审核');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('林**');
  await rows.nth(1).getByRole('button', { name: '查看申请人' }).click();
  await expect(rows.nth(1)).toContainText('林晓岚');
  await rows.nth(2).getByText('不通过').first().click();
  await lookAt(page, 'approvals', info);

  await rows.nth(1).getByRole('button', { name: '通过', exact: true }).click();
  await expect(rows).toHaveCount(2);
  await rows.nth(1).getByText('不通过').first().click();
  await page.getByLabel('理由（英文），申请人会看到').fill('The register differs');
  await page.getByLabel('理由（中文），申请人会看到').fill('  ');
  await page.getByRole('button', { name: '不通过' }).click();
  await expectSaid(page.getByLabel('理由（中文），申请人会看到'), '请写出理由。');
  await expect(rows).toHaveCount(2);
  await page.getByLabel('理由（中文），申请人会看到').fill('登记有出入');
  await page.getByRole('button', { name: '不通过' }).click();
  await expect(page.getByText('这个状态下没有申请。')).toBeVisible();
  await page.getByRole('link', { name: '没通过 1' }).click();
  await expect(rows.nth(1)).toContainText('登记有出入');
});

test('applications are counted by state and listed with their deadlines', async ({
  centre: { page },
}, info) => {
  await open(page, '办件');
  await expect(page.getByText('这个状态下没有办件。')).toBeVisible();
  await expect(page.getByRole('link', { name: '待受理 0' })).toHaveAttribute('aria-current', 'true');
  await lookAt(page, 'applications', info);
});

test('applications whose checks differ are listed with both values, and a clerk accepts, asks or refuses', async ({
  centre: { page, platform },
}, info) => {
  const receipts = await fileDiffering(platform, 3);
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, '核验不符');
  const rows = page.getByRole('table').getByRole('row');
  await expect
    .poll(
      async () => {
        await page.getByRole('link', { name: '核验不符', exact: true }).click();
        return rows.count();
      },
      { timeout: 60_000 },
    )
    .toBe(4);
  const first = rows.nth(1);
  await expect(first).toContainText('林**');
  await expect(first).toContainText('失信被执行人');
  await expect(first).toContainText('没有失信记录');
  await expect(first.locator('.light')).toHaveAttribute('data-light', 'green');
  await first.getByRole('button', { name: '查看申请人' }).click();
  await expect(first).toContainText('林晓岚');
  await first.getByText('作决定').click();
  await lookAt(page, 'verifications', info);

  const decide = async (button: string, reason: string): Promise<void> => {
    const before = await rows.count();
    await rows.nth(1).getByText('作决定').click();
    await rows.nth(1).getByLabel('您的工号').fill('C-017');
    await rows.nth(1).getByLabel('要补正什么').fill(reason);
    await rows.nth(1).getByRole('button', { name: button, exact: true }).click();
    if (before > 2) await expect(rows).toHaveCount(before - 1);
  };
  await open(page, '核验不符');
  await decide('受理', '');
  await decide('要求补正', '请说明名单上的情况');
  await decide('不予受理', '名单上的情况没有说明');
  await expect(page.getByText('这里没有核验不符的办件。')).toBeVisible();
  await page.getByRole('link', { name: '等待补正 1' }).click();
  await expect(rows.nth(1)).toContainText(receipts[1] ?? '');
  await page.getByRole('link', { name: '已处理 2' }).click();
  await expect(rows).toHaveCount(3);
  const trail = await platform.administration.auditTrail();
  expect(trail.filter(({ act }) => act === 'take-step').map(({ detail }) => detail)).toMatchObject([
    { clerk: 'C-017', step: 'not-accepted' },
    { clerk: 'C-017', step: 'corrections-asked' },
    { clerk: 'C-017', step: 'accepted' },
  ]);
  expect(trail.find(({ act }) => act === 'read-applicant')?.subject).toBe(receipts[0]);
});

test('a clerk decides on what they have seen: a list that is out of date is drawn anew, and an answer stands in it', async ({
  centre: { page, platform },
}, info) => {
  const [receiptNumber = ''] = await fileDiffering(platform, 1);
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, '核验不符');
  const rows = page.getByRole('table').getByRole('row');
  const row = rows.nth(1);
  const drawAnew = () => page.getByRole('link', { name: '核验不符', exact: true }).click();
  await expect
    .poll(
      async () => {
        await drawAnew();
        return rows.count();
      },
      { timeout: 60_000 },
    )
    .toBe(2);
  const decide = async (button: string, reason: string): Promise<void> => {
    await row.getByText('作决定').click();
    await row.getByLabel('您的工号').fill('C-017');
    await row.getByLabel('要补正什么').fill(reason);
    await row.getByRole('button', { name: button, exact: true }).click();
  };
  await decide('要求补正', '   ');
  await expectSaid(row.getByLabel('要补正什么'), '请写出理由。');
  await page.route('**/admin/v1/course-steps', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await row.getByLabel('要补正什么').fill('请说明名单上的情况');
  await row.getByRole('button', { name: '要求补正', exact: true }).click();
  await expect(row.getByRole('status')).toHaveText('平台正忙，请过几秒再试。');

  // Another clerk asks, and the applicant answers, while this list stands as it was.
  await askAndAnswer(platform, receiptNumber);
  await row.getByRole('button', { name: '不予受理', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText(
    '没有保存：这件申请刚才有了变化。列表已经更新，请再看一遍。',
  );
  await expect(row).toContainText('已补正');
  await expect(row).toContainText('要求补正：电话打不通');
  await row.getByRole('button', { name: '查看答复' }).click();
  await expect(row).toContainText('13907315566');
  await row.getByText('作决定').click();
  await lookAt(page, 'verification-answered', info);
  await drawAnew();
  await expect(page.getByRole('alert')).toBeHidden();
  await decide('受理', '');
  await expect(page.getByText('这里没有核验不符的办件。')).toBeVisible();
});
