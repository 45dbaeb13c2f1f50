import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import { isId, newId } from '../../kernel/ids.ts';
import { Database } from '../../platform/database/database.ts';
import { purgeOf } from '../../platform/database/purge.ts';
import { firstRow, statement } from '../../platform/database/statement.ts';
import { Housekeeping } from '../../platform/jobs/housekeeping.ts';
import type { Language } from '../../words/words.ts';
import { logoutSeconds } from '../lifetimes.ts';
import type { LogoutWish } from './logout-wish.ts';

/** A wish on its way from one request of a browser to the next. */
export interface CarriedWish {
  wish: LogoutWish;
  language: Language | null;
}

type WishRow = Omit<LogoutWish, 'app'> & { appId: string; language: Language | null };

const insert = statement(
  'logout-requests.insert',
  `insert into civic.logout_request (id, app_id, subject, redirect_uri, state, language, expires_at)
   values ($1, $2, $3, $4, $5, $6, civic.now() + make_interval(secs => ${logoutSeconds}))`,
);

const take = statement(
  'logout-requests.take',
  `delete from civic.logout_request where id = $1 and expires_at > civic.now()
   returning app_id as "appId", subject, redirect_uri as "redirectUri", state, language`,
);

const purge = purgeOf('logout-requests.purge', {
  table: 'logout_request',
  isOver: 'expires_at <= civic.now()',
  atMost: 10_000,
});

/** Logouts that an app's own page posted to us without our cookies. What the app's token proved is kept, not the token. */
@Injectable()
export class LogoutRequests implements OnModuleInit {
  constructor(
    private readonly apps: Apps,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('logout_request', purge);
  }

  /** Keeps a wish for ten minutes and returns its id, which is not a secret. */
  async remember({ wish, language }: CarriedWish): Promise<string> {
    const id = newId();
    const { app, subject, redirectUri, state } = wish;
    await this.database.run(insert, [id, app.id, subject, redirectUri, state, language]);
    return id;
  }

  /** Hands the wish out, once; null when it is gone, too old, or its app has been switched off. */
  async take(id: string): Promise<CarriedWish | null> {
    const row = isId(id) ? await firstRow<WishRow>(this.database, take, [id]) : null;
    const app = row && (await this.apps.find(row.appId));
    if (!row || !app || app.disabled) return null;
    const { subject, redirectUri, state, language } = row;
    // Staff may have taken the address away in the meantime.
    if (redirectUri !== null && !app.postLogoutRedirectUris.includes(redirectUri)) return null;
    return { wish: { app, subject, redirectUri, state }, language };
  }
}
