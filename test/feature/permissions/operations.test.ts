import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiCaller } from '../../support/api.ts';
import { operations } from '../../support/permissions/cells.ts';
import { cellsIn, promised } from '../../support/permissions/read-cells.ts';
import { routesOf } from '../../support/routes.ts';
import { startTestService } from '../../support/service.ts';
import type { TestService } from '../../support/service.ts';

const cells = cellsIn(operations);
const rows = promised();
const scopes = [...new Set(rows.flatMap(({ scope }) => scope ?? []))];
let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

test('every operation of the API for staff has a cell', () => {
  const served = routesOf(service)
    .filter(({ method, path }) => path.startsWith('/api/admin') && /^(GET|POST)$/.test(method))
    .map(({ method, path }) => `${method} ${path}`);
  expect(served.toSorted()).toEqual(cells.map(({ place }) => place).toSorted());
});

test('no operation does what only a person may', () => {
  const persons = rows.filter(({ scope }) => scope === null).map(({ action }) => action);
  expect(cells.filter(({ action }) => persons.includes(action))).toEqual([]);
});

describe.each(scopes)('an app with %s', (scope) => {
  let caller: ApiCaller;
  beforeAll(async () => {
    caller = await ApiCaller.open(service, [scope]);
  });

  test.each(cells)('$place', async ({ action, place }) => {
    const [method = '', path = ''] = place.split(' ');
    const address = path.replaceAll(/:\w+/g, nothing);
    const { status } = await (method === 'GET' ? caller.get(address) : caller.post(address, {}));
    const mayCall = rows.find((row) => row.action === action)?.scope === scope;
    expect(status === 403).toBe(!mayCall);
  });
});

const nothing = '00000000-0000-4000-8000-000000000000';
