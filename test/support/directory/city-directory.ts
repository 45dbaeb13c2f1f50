import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Context } from 'oidc-provider';
import { freeLoopbackPort, serveOnLoopback } from '../../../dev/loopback.ts';
import type { DirectorySettings } from '../../../src/config/config.ts';
import {
  directoryClient,
  newDirectoryKeys,
  privateJwks,
  putTogether,
  takeApart,
} from './id-token.ts';
import type { IdToken } from './id-token.ts';
import { Memory } from './memory.ts';

/** Somebody who works for the city, as its identity provider knows them. */
export interface Colleague {
  name?: string;
  email?: string;
  groups?: unknown;
}

const callbackPath = '/staff/sign-in/callback';

/** Which value of `groups` makes whom what. */
export const groupOf = {
  operator: 'civic-operators',
  approver: 'civic-approvers',
  revoker: 'civic-revokers',
  auditor: 'CN=Civic Auditors,OU=Groups,DC=city',
  viewer: null,
} as const;

/**
 * The city's own identity provider: a real OpenID provider (oidc-provider) at `localhost`, which for browsers is another
 * site than the service at 127.0.0.1. What it says can be tampered with on its way out.
 */
export class CityDirectory {
  readonly issuer: string;
  readonly people = new Map<string, Colleague>();
  /** The queries with which browsers were sent here, and the tokens that the service got. */
  readonly seen: { authorizations: URLSearchParams[]; tokens: string[] } = {
    authorizations: [],
    tokens: [],
  };
  /** Changes an ID token before it is signed anew, or says the whole token. */
  tamper: (token: IdToken) => IdToken | string = (token) => token;
  /** Changes what discovery says. */
  pretend: (metadata: object) => object = (metadata) => metadata;
  /** The paths at which it answers nobody. */
  downAt: RegExp | null = null;
  /** How far its clock is ahead of the machine's, as the service's is. */
  secondsAhead = 0;

  private readonly keys = newDirectoryKeys();
  private readonly callbacks: string[] = [];
  private listener: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined;
  private stopServing: (() => Promise<void>) | undefined;

  private constructor(port: number) {
    this.issuer = `http://localhost:${port}`;
  }

  static async start(): Promise<CityDirectory> {
    const port = await freeLoopbackPort(41_000 + (process.pid % 1000) * 10);
    const directory = new CityDirectory(port);
    directory.stopServing = await serveOnLoopback(port, (request, response) => {
      if (directory.downAt?.test(request.url ?? '')) request.socket.destroy();
      else void directory.listener?.(request, response);
    });
    return directory;
  }

  /** How the service is to be set up. */
  get settings(): DirectorySettings {
    return {
      issuer: this.issuer,
      ...directoryClient,
      scope: 'openid profile',
      roleClaim: 'groups',
      roles: groupOf,
      label: { en: 'your Testville account', es: 'su cuenta de Testville' },
    };
  }

  /** Registers a service, whose address is known only once it has started. Sign-ins under way are forgotten. */
  serve(serviceUrl: string, path = callbackPath): void {
    this.callbacks.push(`${serviceUrl}${path}`);
    const provider = new Provider(this.issuer, this.configuration());
    provider.use((context, next) => this.stand(provider, context, next));
    this.listener = provider.callback();
  }

  async stop(): Promise<void> {
    await this.stopServing?.();
  }

  private configuration(): object {
    return {
      adapter: () => new Memory(),
      clients: [
        {
          client_id: directoryClient.clientId,
          client_secret: directoryClient.clientSecret,
          redirect_uris: this.callbacks,
        },
      ],
      jwks: privateJwks(this.keys),
      cookies: { keys: ['only-here'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      claims: { openid: ['sub', 'groups'], profile: ['name', 'email'] },
      enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'PS256', 'RS384', 'HS256'] },
      findAccount: (_context: Context, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, ...this.people.get(accountId) }),
      }),
      loadExistingGrant: allowed,
      ttl: { Session: 3600, Interaction: 600, Grant: 3600, IdToken: 300, AccessToken: 300 },
    };
  }

  /** What stands before the provider: the pages where people sign in, and whoever tampers. */
  private async stand(provider: Provider, context: Context, next: () => Promise<void>) {
    const { path, method } = context;
    if (path === '/auth')
      this.seen.authorizations.push(new URLSearchParams(context.req.url?.split('?')[1]));
    if (path.startsWith('/interaction/')) {
      return method === 'GET' ? this.ask(context) : this.hear(provider, context);
    }
    await next();
    const body = context.body as { id_token?: string; access_token?: string } | undefined;
    if (path === '/token' && body?.id_token) {
      body.id_token = this.said(body.id_token);
      this.seen.tokens.push(body.id_token, String(body.access_token));
    }
    if (path.startsWith('/.well-known/')) context.body = this.pretend(context.body as object);
  }

  private said(token: string): string {
    const { header, claims } = takeApart(token);
    const times = Object.entries(claims).map(([name, value]) => {
      const isTime = ['iat', 'exp', 'auth_time'].includes(name);
      return [name, isTime ? Number(value) + this.secondsAhead : value];
    });
    const said = this.tamper({ header, claims: Object.fromEntries(times) as IdToken['claims'] });
    return typeof said === 'string' ? said : putTogether(said, this.keys);
  }

  private ask(context: Context): void {
    const choices = [...this.people.keys()].map(
      (id) => `<button name="who" value="${id}">${id}</button>`,
    );
    context.type = 'html';
    context.body = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>City sign-in</title></head>
<body><main><h1>City sign-in</h1><form method="post" action="${context.path}">${choices.join('')}
<button name="who" value="">Cancel</button></form></main></body></html>`;
  }

  private async hear(provider: Provider, context: Context): Promise<void> {
    const { req, res } = context;
    const who = new URLSearchParams(await text(req)).get('who') ?? '';
    const result = who === '' ? { error: 'access_denied' } : { login: { accountId: who } };
    context.status = 303;
    context.redirect(
      await provider.interactionResult(req, res, result, { mergeWithLastSubmission: false }),
    );
  }
}

/** The city asks nobody whether its own service may know them. */
async function allowed({ oidc: { provider, client, session } }: Context): Promise<unknown> {
  const { accountId = '' } = session;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
