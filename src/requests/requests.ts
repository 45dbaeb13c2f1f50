/**
 * Owns: authorization requests of city apps that wait while a resident signs in or decides.
 * Does not: check a request, or decide what comes next.
 * Hands off to: nobody; sign-in and oauth read them by the id in the address.
 */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { minutes } from '../kernel/duration.ts';
import { isId, newId } from '../kernel/ids.ts';
import { Database } from '../platform/database/database.ts';
import { purgeOf } from '../platform/database/purge.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import type { AuthorizationParameters } from './authorization-parameters.ts';

export interface NewRequest {
  /** Null when the request came without our cookies: the first browser that asks for it gets it. */
  browserHash: Buffer | null;
  appId: string;
  parameters: AuthorizationParameters;
}

export interface PendingRequest {
  id: string;
  appId: string;
  parameters: AuthorizationParameters;
  createdAt: Date;
}

/** How long an app's request waits for its resident. */
export const requestSeconds = minutes(10);

const insert = statement(
  'requests.insert',
  `insert into civic.authorization_request (id, browser_hash, app_id, parameters, expires_at)
   values ($1, $2, $3, $4, civic.now() + make_interval(secs => ${requestSeconds}))`,
);

const columns = `id, app_id as "appId", parameters, created_at as "createdAt"`;

const find = statement(
  'requests.find',
  `select ${columns} from civic.authorization_request
   where id = $1 and browser_hash = $2 and expires_at > civic.now()`,
);

const claim = statement(
  'requests.claim',
  `update civic.authorization_request set browser_hash = $2
   where id = $1 and browser_hash is null and expires_at > civic.now() returning ${columns}`,
);

const purge = purgeOf('requests.purge', {
  table: 'authorization_request',
  isOver: 'expires_at <= civic.now()',
  atMost: 10_000,
});

@Injectable()
export class Requests implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('authorization_request', purge);
  }

  /** Keeps a checked request for ten minutes and returns its id, which is not a secret. */
  async remember(request: NewRequest): Promise<string> {
    const id = newId();
    const { browserHash, appId, parameters } = request;
    await this.database.run(insert, [id, browserHash, appId, JSON.stringify(parameters)]);
    return id;
  }

  /**
   * The waiting request if this browser brought it; null otherwise, or when it is too old. It stays until then, so
   * that a second click or the back button meets no dead end.
   */
  async find(id: string, browserHash: Buffer | null): Promise<PendingRequest | null> {
    if (!isId(id) || browserHash === null) return null;
    return firstRow<PendingRequest>(this.database, find, [id, browserHash]);
  }

  /** As `find`, but a request that belongs to no browser yet becomes this one's. */
  async findOrClaim(id: string, browserHash: Buffer): Promise<PendingRequest | null> {
    if (!isId(id)) return null;
    const claimed = await firstRow<PendingRequest>(this.database, claim, [id, browserHash]);
    return claimed ?? this.find(id, browserHash);
  }
}
