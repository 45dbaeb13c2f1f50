/** As much of oidc-provider 9 as we use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  type Text = string | undefined;

  /** What it stores: plain JSON with a few names that a store needs to know. */
  interface Payload {
    grantId?: string;
    userCode?: string;
    uid?: string;
    [name: string]: unknown;
  }

  /** One per kind of model. */
  interface Adapter {
    upsert(id: string, payload: Payload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(userCode: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  /** Koa's context of a request. */
  interface Context {
    req: IncomingMessage;
    res: ServerResponse;
    method: string;
    path: string;
    query: Readonly<Record<string, string | string[] | undefined>>;
    cookies: {
      get(name: string): Text;
      set(name: string, value: string | null, options?: object): void;
    };
    type: string;
    status: number;
    body: unknown;
    redirect(url: string): void;
    oidc: OidcContext;
  }

  interface OidcContext {
    provider: Provider;
    client: Client;
    account?: { accountId: string };
    result?: { consent?: { grantId?: string } };
    session: { accountId: Text; grantIdFor(clientId: string): Text };
  }

  interface Client {
    clientId: string;
    grantTypeAllowed(type: string): boolean;
  }

  interface Interaction {
    prompt: {
      name: string;
      details: {
        missingOIDCScope?: string[];
        missingResourceScopes?: Record<string, string[]>;
      };
    };
    params: { client_id: string };
    session?: { accountId: string };
  }

  class Grant {
    constructor(of: { accountId: string; clientId: string });
    static find(id: string): Promise<Grant | undefined>;
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

  interface Merging {
    mergeWithLastSubmission: boolean;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: typeof Grant;
    use(middleware: Middleware): this;
    callback(): RequestListener;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    /** @returns where the browser goes next */
    interactionResult(
      req: IncomingMessage,
      res: ServerResponse,
      result: object,
      merging: Merging,
    ): Promise<string>;
  }
  export type { Adapter, Client, Context, Grant, Interaction, Middleware, Payload };
}
