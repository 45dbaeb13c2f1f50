import pg from 'pg';
import { crockford } from '../../src/kernel/confirmation-code.ts';
import type { LinkSeal } from '../../src/links/link-seal.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { benchApps } from '../apps.ts';
import { settle } from '../scale/rows.ts';
import { addCodes, chosen, makeReal, rows } from './rows.ts';

/** Somebody staff look for, by each of the ways there are. */
export interface Target {
  linkId: string;
  residentId: string;
  subject: string;
  name: string;
  code: string;
}

interface Seed {
  /** Of a superuser, who may write what the service may only add to. */
  adminUrl: string;
  issuer: string;
  links: number;
  targets: number;
  seal: LinkSeal;
  vault: Vault;
}

/** The help desk's codes: eight characters. */
const codeLength = 8;

/** So many have it that nobody is shown. */
export const sharedName = 'Maria Garcia';

/** Where the accounts are that can be found. */
export const namespace = 'bench';

/** Fills a database as years of use would, and returns whom to look for. */
export async function seedForStaff(seed: Seed): Promise<Target[]> {
  const client = new pg.Client({ connectionString: seed.adminUrl });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    const { links, issuer, seal } = seed;
    const known = {
      links,
      issuer,
      app: benchApps.usual.id,
      sharedName: seal.nameIndex(sharedName),
    };
    for (const { text, values } of rows)
      await client.query(
        text,
        values.map((name) => known[name]),
      );
    const found = await client.query<Pick<Target, 'linkId' | 'residentId'>>(chosen, [seed.targets]);
    const targets = found.rows.map(targetOf);
    await plant(client, targets, seed);
    for (const text of settle) await client.query(text);
    return targets;
  } finally {
    await client.end();
  }
}

function targetOf(ids: Pick<Target, 'linkId' | 'residentId'>, n: number): Target {
  return { ...ids, subject: `1${n}`, name: `Ana Rivera ${n}`, code: crockford(codeLength) };
}

async function plant(client: pg.Client, targets: Target[], { seal, vault }: Seed): Promise<void> {
  const columns = targets.map(({ linkId, subject, name }) =>
    seal.columns(linkId, { namespace, subject, displayName: name }),
  );
  const linkIds = targets.map(({ linkId }) => linkId);
  const column = (n: number) => columns.map((each) => each[n]);
  await client.query(makeReal, [linkIds, column(0), column(1), column(2), column(3)]);
  const codes = targets.map(({ code }) => vault.blindIndex('support-code', code));
  await client.query(addCodes, [targets.map(({ residentId }) => residentId), codes]);
}
