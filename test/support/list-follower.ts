import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { ApiCaller } from './api.ts';
import type { Answer } from './city-service.ts';
import type { TestService } from './service.ts';

/** What a part of the list says. */
export interface Part {
  iss: string;
  iat: number;
  line: string;
  from: number;
  seq: number;
  keep: number;
  revoked: string[];
  paused: string[];
  resumed: string[];
}

/** A verifier that nobody here wrote but for the bookkeeping: follows the revocation list of one service. */
export class ListFollower {
  readonly revoked = new Set<string>();
  readonly paused = new Set<string>();
  line = '';
  seq = 0;
  private readonly keys;

  private constructor(
    readonly service: TestService,
    readonly caller: ApiCaller,
  ) {
    this.keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', service.url));
  }

  static async open(service: TestService): Promise<ListFollower> {
    return new ListFollower(service, await ApiCaller.open(service, ['revocations.read']));
  }

  /** Another one that knows as much as this one did at the beginning: nothing. */
  another(service = this.service): ListFollower {
    return new ListFollower(service, this.caller);
  }

  ask(query: string, call: object = {}): Promise<Answer> {
    return this.caller.get(`/feed/revocations${query}`, { service: this.service, ...call });
  }

  /** Takes what is new, waiting for it so many seconds, and returns it. */
  async follow(wait = 0): Promise<Part[]> {
    const after = this.line === '' ? '' : `&after=${this.line}.${this.seq}`;
    const answer = await this.ask(`?wait=${wait}${after}`);
    if (answer.status !== 200) throw new Error(answer.text);
    const parts = await Promise.all((answer.json.parts as string[]).map((jwt) => this.read(jwt)));
    for (const part of parts) this.take(part);
    return parts;
  }

  /** Whether the list ends this access token. */
  ends(token: string): boolean {
    const { jti, sid, epochs } = decodeJwt<{ sid: string; epochs: string[] }>(token);
    const names = [jti ?? '', sid, ...epochs];
    return this.paused.has(sid) || names.some((name) => this.revoked.has(name));
  }

  private async read(jwt: string): Promise<Part> {
    const { payload } = await jwtVerify<Part>(jwt, this.keys, {
      algorithms: ['ES256'],
      typ: 'civic-revocations+jwt',
      issuer: this.service.url,
    });
    return payload;
  }

  private take({ line, from, seq, revoked, paused, resumed }: Part): void {
    if (from === 0 && seq > 0) for (const known of [this.revoked, this.paused]) known.clear();
    else if (this.line !== '' && (line !== this.line || from !== this.seq))
      throw new Error('A gap.');
    for (const key of revoked) this.revoked.add(key);
    for (const key of paused) this.paused.add(key);
    for (const key of resumed) this.paused.delete(key);
    Object.assign(this, { line, seq });
  }
}
