import { generateKeyPairSync } from 'node:crypto';
import type { ProviderSettings } from '../src/config/provider-config.ts';
import type { Client } from './simulator/dialect.ts';
import type { Simulator } from './simulator/simulator.ts';

type More = Omit<ProviderSettings, 'google' | 'facebook'>;

const secret = 'not-a-secret-but-long-enough';

/** The service's registrations at every simulated provider besides Google and Facebook: what both sides know of them. */
export class MoreRegistrations {
  /** login.gov knows a key instead of a secret. */
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  readonly clients = {
    microsoft: { id: '6731de76-14a6-49ae-97bc-6eba6914391e', secret },
    linkedin: { id: '86civiclink', secret },
    'login-gov': {
      id: 'urn:gov:gsa:openidconnect.profiles:sp:sso:city:civic_link',
      secret: '',
      publicKey: this.keys.publicKey,
    },
    github: { id: 'Iv1.civiclink', secret },
    city: { id: 'civic-link', secret },
  } as const satisfies Record<string, Client>;

  /** How the service is set up for them. */
  settings({ github, issuers }: Simulator['endpoints'], tenant = 'common'): More {
    const { clients } = this;
    const ofClient = ({ id, secret: clientSecret }: Client) => ({ clientId: id, clientSecret });
    return {
      microsoft: { ...ofClient(clients.microsoft), tenant, issuer: issuers.microsoft },
      linkedin: { ...ofClient(clients.linkedin), issuer: issuers.linkedin },
      loginGov: {
        clientId: clients['login-gov'].id,
        privateKey: String(this.keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
        site: 'sandbox',
        acrValues: 'urn:acr.login.gov:auth-only',
        issuer: issuers.loginGov,
      },
      github: { ...ofClient(clients.github), endpoints: github },
      city: {
        ...ofClient(clients.city),
        issuer: issuers.city,
        label: { en: 'Riverton ID', es: 'ID de Riverton' },
        privacyUrl: `${issuers.city}/privacy`,
        settingsUrl: issuers.city,
        signInOrigin: new URL(issuers.city).origin,
        algorithm: 'RS256',
      },
    };
  }
}
