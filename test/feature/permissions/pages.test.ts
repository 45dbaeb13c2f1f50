import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staffRoles } from '../../../src/permissions/permissions.ts';
import type { StaffRole } from '../../../src/permissions/permissions.ts';
import { pages } from '../../support/permissions/cells.ts';
import type { Page } from '../../support/browser.ts';
import { cellsIn, promised } from '../../support/permissions/read-cells.ts';
import type { Cell } from '../../support/permissions/read-cells.ts';
import { routesOf } from '../../support/routes.ts';
import { startTestService } from '../../support/service.ts';
import type { TestService } from '../../support/service.ts';
import { Clerk } from '../../support/staff.ts';

const signsOut = ({ place }: Cell): boolean => place === 'POST /staff/sign-out';
/** Who signs out is nobody afterwards, so that comes last. */
const cells = cellsIn(pages).toSorted(
  (one, other) => Number(signsOut(one)) - Number(signsOut(other)),
);
const rows = new Map(promised().map((row) => [row.action, row]));
let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

test('every page and form of the console has a cell', () => {
  const served = routesOf(service)
    .filter(({ method, path }) => path.startsWith('/staff') && /^(GET|POST)$/.test(method))
    .map(({ method, path }) => `${method} ${path}`);
  expect(served.toSorted()).toEqual(cells.map(({ place }) => place).toSorted());
});

describe.each(staffRoles)('a %s', (role) => {
  let clerk: Clerk;
  let token: string;
  beforeAll(async () => {
    clerk = await Clerk.start(service, role);
    token = tokenOn(await clerk.open('/staff'));
  });

  test.each(cells)('$place', async ({ action, place }) => {
    const { status } = await visit(clerk, token, place);
    expect(status === 403).toBe(!mayVisit(role, action));
  });
});

describe.each(staffRoles)('a %s who proved it more than five minutes ago', (role) => {
  let clerk: Clerk;
  let token: string;
  beforeAll(async () => {
    clerk = await Clerk.start(service, role);
    token = tokenOn(await clerk.open('/staff'));
    await service.travel(5 * 60 + 1);
  });

  test.each(cells.filter(({ action }) => mayVisit(role, action)))('$place', async (cell) => {
    const { headers } = await visit(clerk, token, cell.place);
    const isAsked = String(headers.location).startsWith('/staff/prove');
    expect(isAsked).toBe(rows.get(cell.action)?.fresh ?? false);
  });
});

/** Opens a page, or sends an empty form with what every form of ours carries: whoever may is told what is missing. */
function visit(clerk: Clerk, token: string, place: string): Promise<Page> {
  const [method = '', path = ''] = place.split(' ');
  const address = new URL(path.replaceAll(/:\w+/g, nothing), service.url);
  const form = method === 'POST' && { method, body: `_csrf=${token}`, headers: ofOurs(service) };
  return clerk.browser.open(address, { follow: false, ...form });
}

function tokenOn({ text }: Page): string {
  return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

const nothing = '00000000-0000-4000-8000-000000000000';

function ofOurs({ url }: TestService): Record<string, string> {
  const type = 'application/x-www-form-urlencoded';
  return { 'content-type': type, origin: url, 'sec-fetch-site': 'same-origin' };
}

function mayVisit(role: StaffRole, action: string): boolean {
  if (action === 'anybody' || action === 'signed-in') return true;
  return rows.get(action)?.roles.includes(role) ?? false;
}
