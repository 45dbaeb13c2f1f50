/**
 * Owns: the OAuth and OpenID Connect endpoints that city apps use, the codes they hand out, the issuer's epoch.
 * Does not: talk to providers, sign residents in, or keep what it discloses.
 * Hands off to: grants (what may be disclosed), keys (signatures), sign-in (whoever is not signed in yet).
 */
import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { Recipients } from '../grants/recipients.ts';
import { KeysModule } from '../keys/keys.module.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { LinksModule } from '../links/links.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { RequestsModule } from '../requests/requests.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { AppAuthenticator } from './app-authenticator.ts';
import { Answers } from './authorize/answers.ts';
import { AuthorizationResponses } from './authorize/authorization-response.ts';
import { AuthorizeController } from './authorize/authorize.controller.ts';
import { AuthorizeFlow } from './authorize/authorize.flow.ts';
import { purge as codePurge } from './authorize/code-statements.ts';
import { Codes } from './authorize/codes.ts';
import { ContinueController } from './authorize/continue.controller.ts';
import { Dispatcher } from './authorize/dispatcher.ts';
import { Journey } from './authorize/journey.ts';
import { Refusals } from './authorize/refusals.ts';
import { WaitingRequests } from './authorize/waiting-requests.ts';
import { UsedAssertions, purge as assertionPurge } from './clients/assertions/used-assertions.ts';
import { ClientAssertions } from './clients/client-assertions.ts';
import { ClientAuthentication } from './clients/client-authentication.ts';
import { ConsentDecisions } from './consent/consent-decisions.ts';
import { ConsentPages } from './consent/consent-pages.ts';
import { ConsentView } from './consent/consent-view.ts';
import { ConsentController } from './consent/consent.controller.ts';
import { DevelopersController } from './developers/developers.controller.ts';
import { DiscoveryController } from './discovery/discovery.controller.ts';
import { IntrospectionController } from './introspection/introspection.controller.ts';
import { Introspection } from './introspection/introspection.ts';
import { IssuerEpoch } from './issuer-epoch.ts';
import { LogoutFlow } from './logout/logout-flow.ts';
import { LogoutRequests } from './logout/logout-requests.ts';
import { LogoutController } from './logout/logout.controller.ts';
import { Logouts } from './logout/logouts.ts';
import { RevocationController } from './revocation/revocation.controller.ts';
import { TokenRevocation } from './revocation/token-revocation.ts';
import { AuthorizationCodeGrant } from './token/authorization-code.grant.ts';
import { ClientCredentialsGrant } from './token/client-credentials.grant.ts';
import { RefreshTokenGrant } from './token/refresh-token.grant.ts';
import { TokenGrants } from './token/token-grants.ts';
import { TokenHandler } from './token/token-handler.ts';
import { TokenIssuer } from './token/token-issuer.ts';
import { TokenController } from './token/token.controller.ts';
import { AccessTokens } from './tokens/access-tokens.ts';
import { Disclosure } from './tokens/disclosure.ts';
import { IdTokenHints } from './tokens/id-token-hints.ts';
import { UserinfoController } from './userinfo/userinfo.controller.ts';
import { Userinfo } from './userinfo/userinfo.ts';

const authorize = [AuthorizationResponses, AuthorizeFlow, Codes, Answers, Dispatcher, Journey];
const pages = [WaitingRequests, Refusals, ConsentDecisions, ConsentPages, ConsentView];
const grants = [AuthorizationCodeGrant, RefreshTokenGrant, ClientCredentialsGrant, TokenGrants];
const clients = [ClientAuthentication, ClientAssertions, UsedAssertions];
const tokens = [TokenHandler, TokenIssuer, AccessTokens, Disclosure];
const questions = [AppAuthenticator, Introspection, IssuerEpoch, TokenRevocation, Userinfo];
const logout = [IdTokenHints, LogoutFlow, LogoutRequests, Logouts];

@Module({
  imports: [
    AppsModule,
    GrantsModule,
    KeysModule,
    LinksModule,
    PolicyModule,
    ProvidersModule,
    RequestsModule,
    ResidentsModule,
    RevocationsModule,
  ],
  controllers: [
    AuthorizeController,
    ContinueController,
    ConsentController,
    TokenController,
    IntrospectionController,
    RevocationController,
    UserinfoController,
    LogoutController,
    DiscoveryController,
    DevelopersController,
  ],
  providers: [...authorize, ...pages, ...grants, ...clients, ...tokens, ...logout, ...questions],
})
export class OAuthModule implements OnModuleInit {
  constructor(
    private readonly codes: Codes,
    private readonly recipients: Recipients,
    private readonly removal: LinkRemoval,
    private readonly housekeeping: Housekeeping,
  ) {}

  /** What must happen with every removal of a link, in its transaction, and with every passing minute. */
  onModuleInit(): void {
    this.removal.alsoOnRemoval((sql, { linkId }) => this.codes.forgetUnredeemed(sql, linkId));
    this.removal.recipientsFrom((...asked) => this.recipients.of(...asked));
    this.housekeeping.register('authorization_code', codePurge);
    this.housekeeping.register('client_assertion', assertionPurge);
  }
}
