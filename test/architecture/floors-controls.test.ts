import { describe, expect, test } from '@jest/globals';
import { readFloorPlan } from './floor-plan.ts';
import { floorRules } from './floor-rules.ts';
import type { SourceFile } from './source-file.ts';

const plan = readFloorPlan(`
| Floor | Module | Owns |
| ----- | ------ | ---- |
| 0 | \`kernel\` | the clock |
| 2 | \`platform\` | the edge |
| 5 | \`links\` | links |
| 5 | \`grants\` | grants |
| 9 | \`account\` | pages |
| 9 | \`admin\` _planned_ | the API |

| Room | Owns |
| ---- | ---- |
| \`http\` | the server |
`);

const charter = '/** Owns: x. Does not: y. Hands off to: z. */\n';

/** A small house without a fault. */
const sound: Record<string, string> = {
  'src/main.ts': `import './account/account.ts';`,
  'src/kernel/clock.ts': `${charter}export const now = () => Date.now();`,
  'src/platform/platform.module.ts': `${charter}import './http/deep/headers.ts';`,
  'src/platform/http/server.ts': `import '../../kernel/clock.ts';`,
  'src/platform/http/deep/headers.ts': '// new Date() and console.log in a comment are no code',
  'src/links/links.ts': `${charter}import '../platform/http/server.ts'; import './statements/one.ts';`,
  'src/links/statements/one.ts': `export const text = 'forwardRef(Date.now())';`,
  'src/links/link.entity.ts': 'export class Link {}',
  'src/grants/grants.ts': `${charter}const converted = new Date(0);`,
  'src/account/account.ts': `${charter}import type { Link } from '../links/links.ts';`,
  'migrations/list.ts': `import './0001-first.ts';`,
};

function houseWith(changes: Record<string, string>): SourceFile[] {
  return Object.entries({ ...sound, ...changes }).map(([path, text]) => ({ path, text }));
}

describe('the checks of the floor plan', () => {
  test.each(Object.entries(floorRules))('%s is content with a sound house', (_name, rule) => {
    expect(rule(houseWith({}), plan)).toEqual([]);
  });

  test('a page without the tables is refused, not passed over', () => {
    expect(() => readFloorPlan('# Architecture')).toThrow('no table');
    expect(() => readFloorPlan('| Floor | Module |\n|--|--|\n| 1 | kernel |')).toThrow('backticks');
  });
});

describe('the checks of the floor plan notice', () => {
  const grants = (text: string) => ({ 'src/grants/grants.ts': charter + text });
  const broken: [string, keyof typeof floorRules, Record<string, string>][] = [
    ['a folder without a row', 'everyModuleIsOnThePlan', { 'src/extra/extra.ts': '' }],
    ['a planned module that is there', 'everyModuleIsOnThePlan', { 'src/admin/admin.ts': '' }],
    ['a stray file', 'everyModuleIsOnThePlan', { 'src/extra.ts': '' }],
    ['a room without a row', 'everyRoomIsOnThePlan', { 'src/platform/attic/box.ts': '' }],
    ['an import upwards', 'importsGoDown', grants(`import '../account/account.ts';`)],
    ['an import sideways', 'importsGoDown', grants(`import '../links/links.ts';`)],
    [
      'a type from above',
      'importsGoDown',
      grants(`import type { A } from '../account/account.ts';`),
    ],
    [
      'a type from above, inline',
      'importsGoDown',
      grants(`let a: import('../account/account.ts').A;`),
    ],
    ['a dynamic import upwards', 'importsGoDown', grants(`await import('../account/account.ts');`)],
    [
      'a re-export from above',
      'importsGoDown',
      grants(`export { a } from '../account/account.ts';`),
    ],
    ['an import of the wiring', 'importsGoDown', grants(`import '../main.ts';`)],
    ['an import of a module without a row', 'importsGoDown', grants(`import '../extra/extra.ts';`)],
    [
      'a foreign subfolder',
      'onlyPublicFaces',
      { 'src/account/a.ts': `import '../links/statements/one.ts';` },
    ],
    [
      'a foreign entity',
      'onlyPublicFaces',
      { 'src/account/a.ts': `import '../links/link.entity.ts';` },
    ],
    [
      'a foreign subfolder in the wiring',
      'onlyPublicFaces',
      { 'src/main.ts': `import './links/statements/one.ts';` },
    ],
    [
      'the depth of a room',
      'onlyPublicFaces',
      grants(`import '../platform/http/deep/headers.ts';`),
    ],
    ['development code in src', 'srcStandsAlone', grants(`import '../../dev/start.ts';`)],
    [
      'test code in src',
      'srcStandsAlone',
      grants(`import type { A } from '../../test/support/a.ts';`),
    ],
    [
      'migrations outside the database room',
      'srcStandsAlone',
      grants(`import '../../migrations/list.ts';`),
    ],
    [
      'src in a migration',
      'migrationsStandAlone',
      { 'migrations/list.ts': `import '../src/kernel/clock.ts';` },
    ],
    ['an import that could go anywhere', 'noComputedImports', grants('await import(name);')],
    ['a long file', 'filesStaySmall', grants('//\n'.repeat(200))],
    ['a long file of the SDK', 'filesStaySmall', { 'sdk/src/verify.ts': '//\n'.repeat(201) }],
    ['a greedy function', 'functionsTakeFewThings', grants('const f = (a, b, c, d, e) => a;')],
    ['a long function', 'functionsStaySmall', grants(`const f = () => {${'\n'.repeat(40)}};`)],
    ['thick wiring', 'wiringStaysThin', { 'src/app.module.ts': '//\n'.repeat(41) }],
    ['a drawer', 'noDrawers', { 'src/links/string-utils.ts': '' }],
    ['a folder that is a drawer', 'noDrawers', { 'src/links/common/a.ts': '' }],
    ['an index file', 'noBarrels', { 'src/links/index.ts': '' }],
    [
      'a barrel under another name',
      'noBarrels',
      { 'src/links/all.ts': `export * from './links.ts';` },
    ],
    ['a hidden cycle', 'noHiddenCycles', grants('inject(forwardRef(() => Links));')],
    ['request scope', 'noHiddenCycles', grants('const options = { scope: Scope.REQUEST };')],
    ['a second clock', 'oneClock', grants('const now = Date.now();')],
    ['a second clock as an object', 'oneClock', grants('const now = new Date();')],
    ['a second clock as text', 'oneClock', grants('const now = Date();')],
    ['console', 'noConsole', grants(`console.log('hello');`)],
    ['a module without a charter', 'everyModuleHasACharter', { 'src/grants/grants.ts': '' }],
  ];

  test.each(broken)('%s', (_what, rule, changes) => {
    expect(floorRules[rule](houseWith(changes), plan)).toHaveLength(1);
  });

  test('a row without a folder', () => {
    const files = houseWith({}).filter(({ path }) => !path.startsWith('src/grants/'));
    expect(floorRules.everyModuleIsOnThePlan(files, plan)).toEqual([
      'grants has a row but no folder',
    ]);
  });

  test('a room without a folder', () => {
    const files = houseWith({}).filter(({ path }) => !path.startsWith('src/platform/http/'));
    expect(floorRules.everyRoomIsOnThePlan(files, plan)).toEqual(['http is not there']);
  });

  test('faults under every rule there is', () => {
    expect(new Set(broken.map(([, rule]) => rule))).toEqual(new Set(Object.keys(floorRules)));
  });
});
