import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { may, needsProof, permissions, staffRoles } from '../../../src/permissions/permissions.ts';
import type { Action, Asker, StaffRole } from '../../../src/permissions/permissions.ts';
import { cellsIn, promised } from '../../support/permissions/read-cells.ts';
import type { Cell, PromisedRow } from '../../support/permissions/read-cells.ts';
import { services } from '../../support/permissions/cells.ts';
import { startTestService } from '../../support/service.ts';
import type { TestService } from '../../support/service.ts';

const nothing = '00000000-0000-4000-8000-000000000000';
const cells = cellsIn(services);
const asking = methodsAsking();
const rows = new Map(promised().map((row) => [row.action, row]));
let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

test.each(Object.keys(permissions) as Action[])('docs/staff.md says who may do %s', (action) => {
  expect(rows.get(action)).toEqual({
    action,
    roles: staffRoles.filter((role) => may({ role }, action)),
    fresh: needsProof(action),
    scope: permissions[action].scope,
  });
});

test('docs/staff.md has no action that there is not', () => {
  expect([...rows.keys()].toSorted()).toEqual(Object.keys(permissions).toSorted());
});

test('every method that asks for a permission has a cell', () => {
  const places = asking.map(({ action, place }) => `${action} ${place}`);
  expect(places.toSorted()).toEqual(
    cells.map(({ action, place }) => `${action} ${place}`).toSorted(),
  );
});

/** What a method asks for before it asks for what its cell names. */
const before: Readonly<Record<string, Action>> = {
  'LinkRemoval.byStaff': 'link.revoke',
};
const apps = [
  'an app with the scope',
  'an app with every other scope',
  'an app without any',
] as const;
type Who = (typeof apps)[number] | StaffRole;
describe.each(cells)('$place asks for $action', ({ action, place }) => {
  test.each<Who>([...staffRoles, ...apps])('of %s', async (who) => {
    const { roles, scope } = rowOf(action);
    const mayDoIt =
      who === 'an app with the scope' ? scope !== null : roles.some((role) => role === who);
    const code = await codeOf({ action, place }, asker(who, [scope, scopeBefore(place)]));
    expect(code === 'not-allowed').toBe(!mayDoIt);
  });
});

function asker(who: Who, needed: readonly (string | null)[]): Asker {
  if (isRole(who)) return { role: who };
  const scopes = [...rows.values()].flatMap((row) => row.scope ?? []);
  const has = {
    'an app with the scope': (one: string) => needed.includes(one),
    'an app with every other scope': (one: string) => !needed.includes(one),
    'an app without any': () => false,
  }[who];
  return { scopes: scopes.filter(has) };
}

function isRole(who: Who): who is StaffRole {
  return staffRoles.some((role) => role === who);
}

function scopeBefore(place: string): string | null {
  const action = before[place];
  return action === undefined ? null : permissions[action].scope;
}

function rowOf(action: string): PromisedRow {
  const row = rows.get(action);
  if (!row) throw new Error(`docs/staff.md does not say who may do ${action}.`);
  return row;
}

/** How a service answers an order about nothing there is, given past every route. */
async function codeOf({ action, place }: Cell, who: Asker): Promise<string> {
  const [name = '', method = ''] = place.split('.');
  const orders = { residentId: nothing, linkId: nothing, grantId: nothing, reason: 'security' };
  const block = action === 'link.block' && { blockFor: 'lifted' };
  const order = { actor: { kind: 'staff', id: nothing }, ...who, ...orders, ...block };
  try {
    const answer: unknown = await (await methodOf(name, method))(order, nothing, nothing);
    if (isStream(answer)) await answer.next();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? 'failed';
  }
}

function isStream(answer: unknown): answer is AsyncGenerator {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

async function methodOf(name: string, method: string): Promise<(...given: unknown[]) => unknown> {
  const file = asking.find(({ place }) => place === `${name}.${method}`)?.file ?? '';
  const module = (await import(join(process.cwd(), file))) as Record<string, Type<object>>;
  const owner = module[name] && service.running.app.get(module[name]);
  const found = (owner as Record<string, unknown> | undefined)?.[method];
  if (typeof found !== 'function') throw new Error(`There is no ${name}.${method}.`);
  return (...given) => Reflect.apply(found, owner, given) as unknown;
}

/** Every `permit` in the source, with the method it stands in. */
function methodsAsking(): { file: string; action: string; place: string }[] {
  return globSync('src/!(permissions)/**/*.ts').flatMap((file) => {
    let [owner, method] = ['', ''];
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        owner = /^export class (\w+)/.exec(line)?.[1] ?? owner;
        method = /^ {2}(?:async )?\*?(\w+)\(/.exec(line)?.[1] ?? method;
        const action = /\bpermit\(\w+, '([a-z.]+)'/.exec(line)?.[1];
        return action === undefined ? [] : [{ file, action, place: `${owner}.${method}` }];
      });
  });
}
