import { newId } from '../../src/kernel/ids.ts';
import type { SigningAlgorithm } from '../../src/keys/signing-algorithm.ts';
import type { Verification, VerificationRule } from '../../src/keys/token-verifier.ts';
import { TestClock } from './fixed-clock.ts';
import { keyServices } from './key-services.ts';
import type { KeyServices } from './key-services.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDatabase } from './open-database.ts';

/** A database with signing keys, and the services of the replicas that use them, in a time of their own. */
export class KeyTrial {
  readonly clock = new TestClock();
  readonly here: KeyServices;

  private constructor(readonly open: OpenDatabase) {
    this.here = keyServices(open.database, this.clock);
  }

  static async start(): Promise<KeyTrial> {
    return new KeyTrial(await openDatabase());
  }

  close(): Promise<void> {
    return this.open.close();
  }

  /** The services of so many more replicas. */
  async replicas(count: number): Promise<KeyServices[]> {
    const pools = await Promise.all(
      Array.from({ length: count }, () => this.open.anotherReplica()),
    );
    return pools.map((database) => keyServices(database, this.clock));
  }

  /** Moves the database and every process of the service. */
  async travel(seconds: number): Promise<void> {
    await this.open.travel(seconds);
    this.clock.travel(seconds);
  }

  claims(changed: object = {}): Record<string, unknown> & { iat: number } {
    const now = this.clock.seconds();
    const { issuer } = this.here.config;
    const own = { iss: issuer, aud: 'https://parks.city.example', sub: 'subject', jti: newId() };
    return { ...own, iat: now, exp: now + 300, ...changed };
  }

  sign(algorithm: SigningAlgorithm = 'ES256', replica = this.here): Promise<string> {
    const claims = this.claims({ exp: this.clock.seconds() + 86_400 });
    return replica.signer.sign({ algorithm, typ: 'at+jwt', claims });
  }

  verify(
    token: string,
    changed: Partial<VerificationRule> = {},
    replica = this.here,
  ): Promise<Verification> {
    return replica.verifier.verify(token, { types: ['at+jwt'], ...changed });
  }

  /** The id of the key that signs now, as a replica knows it. */
  async kid(algorithm: SigningAlgorithm = 'ES256', replica = this.here): Promise<string> {
    return (await replica.known.current(algorithm)).kid;
  }

  /** The ids of the published keys. */
  async published(replica = this.here): Promise<string[]> {
    return (await replica.keys.jwks()).keys.map(({ kid }) => kid);
  }

  /** Every key there ever was: algorithm, state, and whether its private part is still there. */
  async states(): Promise<string[]> {
    const rows = await this.open.query<{ line: string }>(`
      select algorithm || ' ' || state || ' ' || (sealed_private is not null) as line
      from civic.signing_key order by algorithm, created_at, kid`);
    return rows.map(({ line }) => line);
  }

  /** What the ledger says, in the order it was written. */
  async recorded(): Promise<string[]> {
    const rows = await this.open.query<{ line: string }>(`
      select type || ' ' || (detail ->> 'algorithm') as line from civic.ledger_entry order by id`);
    return rows.map(({ line }) => line);
  }
}
