import { randomUUID } from 'node:crypto';
import { fingerprint, newToken } from '../../src/kernel/opaque-token.ts';
import type { CityService } from './city-service.ts';
import type { Resident } from './resident.ts';

/** A code that can be redeemed, and the grant behind it. */
export interface IssuedCode {
  code: string;
  grantId: string;
}

const copies = `from unnest($2::uuid[], $3::bytea[]) as copy (grant_id, code_hash)
  join civic.authorization_code code on code.code_hash = $1`;

/** In this order a code never has less behind it than a real one. */
const statements = [
  `insert into civic.app_grant
   select (jsonb_populate_record(original, jsonb_build_object('id', copy.grant_id))).*
   ${copies} join civic.app_grant original on original.id = code.grant_id`,
  `insert into civic.coverage (subject_id, rule, id, epoch)
   select copy.grant_id, rule, case rule when 'grant' then copy.grant_id::text else id end, epoch
   ${copies} join civic.coverage on subject_id = code.grant_id`,
  `insert into civic.authorization_code
   select (jsonb_populate_record(code, jsonb_build_object(
     'grant_id', copy.grant_id, 'code_hash', copy.code_hash,
     'expires_at', civic.now() + interval '60 seconds'))).*
   ${copies}`,
];

/** Codes by the thousand: copies of the one that a resident's real yes gave an app, each with a grant of its own. */
export class ManyCodes {
  private constructor(
    private readonly city: CityService,
    private readonly original: Buffer,
  ) {}

  static async of(city: CityService, resident: Resident): Promise<ManyCodes> {
    return new ManyCodes(city, fingerprint(await city.codeFrom(resident)));
  }

  /** That many, good for a minute from now. */
  async make(count: number): Promise<IssuedCode[]> {
    const made = Array.from({ length: count }, () => ({ code: newToken(), grantId: randomUUID() }));
    const ids = made.map(({ grantId }) => grantId);
    const hashes = made.map(({ code }) => fingerprint(code));
    for (const sql of statements) {
      await this.city.service.database.query(sql, [this.original, ids, hashes]);
    }
    return made;
  }
}
