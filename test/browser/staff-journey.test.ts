import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { StaffRole } from '../../src/permissions/permissions.ts';
import { languages } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { newPerson } from '../support/evidence.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { Household } from '../support/household.ts';
import { makeLinks } from '../support/many-links.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { PasskeyHolder } from './passkey-holder.ts';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService({}, new TestClock(), { host: 'localhost' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe.each(languages)('staff, in %s', (language) => {
  const begin = async (role: StaffRole, name: string): Promise<PasskeyHolder> => {
    const holder = await PasskeyHolder.arrive(service, browser, language);
    await holder.enrol(role, name);
    return holder;
  };

  test('somebody new finds a resident by a user ID, removes the link, and an auditor reads of it', async () => {
    const subject = `108${randomInt(1e12)}`.padEnd(18, '7');
    const person = newPerson(service, { name: 'Rosa Díaz', subject });
    const { residentId } = await Household.settle(service, 'google', person);
    const helper = await begin('revoker', 'Ana Help');
    await helper.open('/staff/find');
    await helper.pick('find.purpose.security');
    await helper.page.locator('#text').fill(subject);
    await helper.press('find.btn');
    expect(await helper.reads()).toContain('Rosa Díaz');
    await helper.goTo('/staff/records');
    await helper.goTo('/revoke');
    await helper.page.locator('#reason').selectOption('shared_account');
    await helper.page.locator('#ticket').fill('CASE-2026-11');
    await helper.pick('revoke.only.check');
    await helper.press('order.preview');
    await helper.press('revoke.btn');
    expect(await helper.reads()).toContain(helper.say('revoked.h1'));

    const auditor = await begin('auditor', 'Omar Audit');
    await auditor.open('/staff/audit');
    expect(await auditor.reads()).toMatch(/Ana Help.*CASE-2026-11/s);
    expect(await auditor.reads()).not.toMatch(new RegExp(`Rosa|${subject}`));

    await auditor.open('/staff/audit/chain');
    await auditor.press('audit.chain.btn');
    const good = auditor.say('audit.chain.good', { number: 0 }).replace(/0\.$/, '');
    expect(await auditor.reads()).toContain(good);
    for (const path of ['/staff/find', `/staff/records/${residentId}`]) {
      await auditor.open(path);
      expect(auditor.status).toBe(403);
    }
  });

  test('a second person approves a plan of 60 links, and they are gone', async () => {
    const day = { en: '2026-03-02', es: '2026-04-02' }[language];
    await makeLinks(service.database, { count: 60, linkedAt: `${day}T12:00Z` });
    const first = await begin('revoker', 'Ana Help');
    await first.open('/staff/bulk/new');
    await first.page.locator('#provider').selectOption('google');
    await first.page.locator('#from').fill(day);
    await first.page.locator('#before').fill(day.replace(/02$/, '03'));
    await first.page.locator('#reason').selectOption('provider_problem');
    await first.press('staff.bulk.choose.btn');
    await first.goTo('/confirm');
    await first.page.locator('#links').fill('60');
    await first.press('staff.bulk.confirm.ask');
    const [, plan = ''] = /bulk\/([\w-]+)/.exec(first.path) ?? [];
    await first.open(`/staff/bulk/${plan}/answer`);
    expect(first.status).toBe(403);

    const second = await begin('approver', 'Lía Second');
    await second.open('/staff/bulk');
    await second.goTo('/answer');
    await second.press('staff.bulk.answer.yes');
    await finished(plan);
    expect(await removedBy(plan)).toBe(60);
  });
});

/** A plan runs by itself; its test ends with its time when it never does. */
async function finished(plan: string): Promise<void> {
  for (let state = ''; state !== 'finished'; await sleep(50)) {
    const [row] = await service.database.query<{ state: string }>(
      'select state from civic.bulk_plan where id = $1',
      [plan],
    );
    state = row?.state ?? '';
  }
}

/** How many removals the ledger has of a plan. */
async function removedBy(plan: string): Promise<number> {
  const [row] = await service.database.query<{ count: number }>(
    `select count(*)::int as count from civic.ledger_entry
     where type = 'link.removed' and link_id in (select link_id from civic.bulk_plan_item where plan_id = $1)`,
    [plan],
  );
  return row?.count ?? -1;
}
