import { configOf } from '../../src/config/load-config.ts';
import { noProviders } from '../../src/config/provider-config.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import { declaredCookies } from '../../src/platform/http/cookies.ts';
import { cookies, lastingInWords, tables } from '../../src/retention/inventory.ts';
import type {
  ColumnGroup,
  InventoryTable,
  Seer,
} from '../../src/retention/inventory/inventory-row.ts';

const key = Buffer.alloc(32).toString('base64');
/** The settings that nobody has changed. */
const config = configOf(
  settingsSchema.parse({
    ISSUER: 'https://link.example.gov',
    DATABASE_URL: 'postgres://',
    VAULT_KEY_RING: `docs:${key}`,
    VAULT_INDEX_KEY: key,
  }),
  noProviders,
);

/** `docs/data-inventory.md` as the inventory, the retention schedule and the cookie registry in code make it. */
export function dataInventoryPage(): string {
  return [
    '# Data inventory',
    '',
    'Every column and cookie there is. `npm run docs` makes this page from `src/retention/inventory`, and a test',
    'compares that with the database after all migrations (`information_schema`) and with the cookies in code. There',
    'are no entity classes to take it from: the migrations make the tables, and each module has its own statements. So',
    'a column or a cookie that is not listed fails the build.',
    '',
    'Classes: **identifier** came from the provider and is sealed or indexed under a key outside the database;',
    '**pseudonym** is a random ID of ours; **secret** is a hash or a sealed value; **record** says what happened or was',
    'agreed; **setting** is the city’s own.',
    '',
    'Kept: taken from the retention schedule (`src/retention/schedule.ts`), under the settings that nobody has changed;',
    '`civic-link retention` prints those in force. What belongs to a resident goes at the latest with the record.',
    '',
    'Seen by: the **resident** it is about; a **city app** with their consent; staff by role: a **viewer** who looks a',
    'resident up, an **auditor** who reads the ledger, an **operator** who sets the service up. **nobody** means that no',
    'page, API or command shows it; only whoever has the database, and for sealed values the keys, could.',
    '',
    'In the copy: whether residents find it in the copy of their data. If not: it is **nobody’s**, it is a **secret** that',
    'would open something, it is an **index** good for nothing but searching, it is their **own ID** once more, it is',
    'there **opened** under another name, or it is **the app’s** own value.',
    '',
    '| table | columns | class | purpose | kept | seen by | in the copy |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...tables.flatMap((table) => table.groups.map((group) => rowOf(table, group))),
    '',
    '| cookie | class | purpose | kept | seen by |',
    '| --- | --- | --- | --- | --- |',
    ...cookies.map(cookieRow),
    '',
  ].join('\n');
}

function rowOf({ table, kept }: InventoryTable, group: ColumnGroup): string {
  const names = group.columns.split(' ').map((name) => `\`${name}\``);
  return cells([
    `\`${table}\``,
    names.join(', '),
    group.class,
    group.purpose,
    lastingInWords(group.kept ?? kept, config),
    seers(group.seenBy, 'nobody'),
    group.inCopy,
  ]);
}

function cookieRow(cookie: (typeof cookies)[number]): string {
  const declared = declaredCookies().find(({ name }) => name === cookie.name);
  return cells([
    `\`${cookie.name}\``,
    cookie.class,
    declared?.why('en') ?? 'not set',
    declared?.ends('en', config) ?? 'never',
    seers(cookie.seenBy, 'the browser alone'),
  ]);
}

function seers(seenBy: readonly Seer[], none: string): string {
  return seenBy.length === 0 ? none : seenBy.join(', ');
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}
