import type { Context, Grant, Interaction, Middleware, Provider } from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import type { Google } from './google.ts';

const tripCookie = '_trip';

/** The two pages that oidc-provider leaves to its operator, and the trip to Google between them. */
export class Interactions {
  constructor(
    private readonly provider: Provider,
    private readonly accounts: Accounts,
    private readonly google: Google,
  ) {}

  /** For `Provider.use`. */
  middleware(): Middleware {
    return async (context, next) => {
      const { method, path } = context;
      if (path === '/callback/google') return this.arrive(context);
      const [, uid, action = 'show'] = /^\/interaction\/([\w-]+)(?:\/(\w+))?$/.exec(path) ?? [];
      if (uid === undefined) return next();
      if (method === 'GET') return this.show(context, uid);
      return action === 'consent' ? this.consent(context) : this.depart(context);
    };
  }

  private async show(context: Context, uid: string): Promise<void> {
    const { prompt, params } = await this.details(context);
    context.type = 'html';
    context.body =
      prompt.name === 'login'
        ? page('Sign in', `/interaction/${uid}/google`, 'Continue with Google')
        : page(`Let ${params.client_id} know you?`, `/interaction/${uid}/consent`, 'Allow');
  }

  private async depart(context: Context): Promise<void> {
    const { trip, url } = this.google.begin();
    const options = { httpOnly: true, sameSite: 'lax', path: '/callback' };
    context.cookies.set(tripCookie, `${trip.state}.${trip.verifier}`, options);
    leave(context, url);
  }

  private async arrive(context: Context): Promise<void> {
    const [state, verifier = ''] = (context.cookies.get(tripCookie) ?? '').split('.');
    const { query } = context;
    if (typeof query.code !== 'string' || query.state !== state) {
      context.status = 400;
      return;
    }
    const identity = await this.google.finish(query.code, verifier);
    const login = { accountId: await this.accounts.idOf(identity) };
    context.cookies.set(tripCookie, null, { path: '/callback' });
    await this.finish(context, { login }, false);
  }

  private async consent(context: Context): Promise<void> {
    const interaction = await this.details(context);
    const accountId = interaction.session?.accountId ?? '';
    const clientId = interaction.params.client_id;
    const grant = new this.provider.Grant({ accountId, clientId });
    allow(grant, interaction);
    const grantId = await grant.save();
    await this.accounts.remember(accountId, clientId, grantId);
    await this.finish(context, { consent: { grantId } }, true);
  }

  private details({ req, res }: Context): Promise<Interaction> {
    return this.provider.interactionDetails(req, res);
  }

  private async finish(context: Context, result: object, merge: boolean): Promise<void> {
    const merging = { mergeWithLastSubmission: merge };
    const { req, res } = context;
    leave(context, await this.provider.interactionResult(req, res, result, merging));
  }
}

/** Everything that the client asked for. */
function allow(grant: Grant, { prompt: { details } }: Interaction): void {
  const { missingOIDCScope = [], missingResourceScopes = {} } = details;
  grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
}

function leave(context: Context, url: string): void {
  context.status = 303;
  context.redirect(url);
}

/** As little as a page can be: nothing of the operator's work is to make the peer slow. */
function page(title: string, action: string, button: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><form method="post" action="${action}"><button>${button}</button></form></main></body></html>`;
}
