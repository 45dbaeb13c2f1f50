import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyResult } from 'jose';
import type { NewApp } from '../../src/apps/city-app.ts';
import { Projector } from '../../src/feed/projector.ts';
import { CityService } from './city-service.ts';
import type { Answer, Call } from './city-service.ts';
import type { TestService } from './service.ts';

/** The claims of a SET. */
export interface EventClaims extends JWTPayload {
  txn: string;
  sub_id: { format: string; iss?: string; sub?: string; id?: string };
  events: Record<string, Record<string, unknown>>;
}

export const poll = 'urn:ietf:rfc:8936';
export const push = 'urn:ietf:rfc:8935';

/** A city app that hears of events: residents connect with it, and it has a token for its stream. */
export class EventReceiver {
  private readonly keys;

  private constructor(
    readonly app: CityService,
    private token: string,
    private readonly scope: string,
  ) {
    this.keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', app.service.url));
  }

  static async open(
    service: TestService,
    changes: Partial<NewApp> = {},
    scope = 'ssf.read ssf.manage',
  ): Promise<EventReceiver> {
    const app = await CityService.register(service, {
      scopes: ['openid', 'linked_accounts', 'offline_access', 'ssf.read', 'ssf.manage'],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      ...changes,
    });
    const receiver = new EventReceiver(app, '', scope);
    await receiver.renew();
    return receiver;
  }

  /** Gets a new token: those there were end soon when time travels. */
  async renew(): Promise<void> {
    const grant = { grant_type: 'client_credentials', scope: this.scope };
    this.token = String((await this.app.token(grant)).json.access_token);
  }

  /** A request to the SSF endpoints. */
  ask(method: string, path: string, body?: unknown, call: Call = {}): Promise<Answer> {
    return this.app.call(path, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...call,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
    });
  }

  async create(wish: object = {}): Promise<Record<string, unknown>> {
    const answer = await this.ask('POST', '/feed/streams', wish);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json;
  }

  /** Every event that waits, without acknowledging one, as soon as the ledger was read to its end. */
  async waiting(body: object = {}): Promise<EventClaims[]> {
    await readOn(this.app.service);
    const { sets } = await this.poll(body);
    return Promise.all(Object.values(sets).map((set) => this.verify(set)));
  }

  async poll(body: object = {}): Promise<{ sets: Record<string, string>; moreAvailable: boolean }> {
    const answer = await this.ask('POST', '/feed/poll', { returnImmediately: true, ...body });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.json as { sets: Record<string, string>; moreAvailable: boolean };
  }

  async verify(set: string): Promise<EventClaims> {
    return (await this.read(set)).payload as EventClaims;
  }

  /** As a receiver that nobody here wrote reads a SET. */
  read(set: string): Promise<JWTVerifyResult> {
    const { id, service } = this.app;
    const wanted = { issuer: service.url, audience: id, typ: 'secevent+jwt' };
    return jwtVerify(set, this.keys, { ...wanted, algorithms: ['RS256'] });
  }

  /** What the app knows a resident by. */
  static subjectIn({ idToken }: { idToken: string }): string {
    const [, claims = ''] = idToken.split('.');
    return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
  }

  close(): void {
    this.app.close();
  }
}

/** Reads the ledger to its end. Transactions of other test files can hold the end back for a moment. */
export async function readOn(service: TestService): Promise<void> {
  const projector = service.running.app.get(Projector);
  const isBehind = async (): Promise<boolean> => {
    while (await projector.project());
    const rows = await service.database.query(
      `select 1 from civic.ledger_entry as entry, civic.event_cursor as cursor
       where (entry.xid, entry.id) > (cursor.xid, cursor.entry_id) limit 1`,
    );
    return rows.length > 0;
  };
  for (let round = 0; round < 200; round += 1) {
    if (!(await isBehind())) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The ledger could not be read to its end.');
}
