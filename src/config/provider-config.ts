import type { Bilingual } from './bilingual.ts';

/** Where Google is; only development and tests give this, production uses constants. */
export interface GoogleEndpoints {
  authorizationUrl: string;
  tokenUrl: string;
  userinfoUrl: string;
  issuer: string;
  risc: RiscEndpoints;
}

/** Where Google's Cross-Account Protection is. */
export interface RiscEndpoints {
  /** Who signs what Google tells us. */
  issuer: string;
  configurationUrl: string;
  /** The host of the keys; the configuration document may name another address there. */
  keysUrl: string;
  managementUrl: string;
}

export interface GoogleSettings {
  clientId: string;
  clientSecret: string;
  endpoints?: GoogleEndpoints;
}

/** Where Facebook is; only development and tests give this, production uses constants. */
export interface FacebookEndpoints {
  authorizationUrl: string;
  tokenUrl: string;
  profileUrl: string;
  /** What comes before a user ID. */
  graphUrl: string;
}

export interface FacebookSettings {
  appId: string;
  appSecret: string;
  /** For instance `v26.0`; a version that Facebook has ended is refused at start. */
  graphVersion: string;
  endpoints?: FacebookEndpoints;
}

/** A provider that is spoken to with a secret. `issuer` is only given by development and tests. */
export interface ClientSettings {
  clientId: string;
  clientSecret: string;
  issuer?: string;
}

export interface MicrosoftSettings extends ClientSettings {
  /** The ID of one tenant, or `common`, `organizations` or `consumers`. */
  tenant: string;
}

export interface LoginGovSettings {
  clientId: string;
  /** PEM; its certificate is registered at login.gov. */
  privateKey: string;
  site: 'production' | 'sandbox';
  acrValues: string;
  issuer?: string;
}

/** Where GitHub is; only development and tests give this, production uses constants. */
export interface GithubEndpoints {
  authorizationUrl: string;
  tokenUrl: string;
  apiUrl: string;
}

export interface GithubSettings {
  clientId: string;
  clientSecret: string;
  endpoints?: GithubEndpoints;
}

/** The city's own identity provider, where residents have accounts. */
export interface CityProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  label: Bilingual;
  privacyUrl: string;
  settingsUrl: string;
  signInOrigin: string;
  algorithm: 'RS256' | 'ES256';
}

/** Each provider that residents may use; null where it is switched off. */
export interface ProviderSettings {
  google: GoogleSettings | null;
  facebook: FacebookSettings | null;
  microsoft: MicrosoftSettings | null;
  linkedin: ClientSettings | null;
  loginGov: LoginGovSettings | null;
  github: GithubSettings | null;
  city: CityProviderSettings | null;
}

/** Every provider switched off: what a configuration begins with. */
export const noProviders: ProviderSettings = {
  google: null,
  facebook: null,
  microsoft: null,
  linkedin: null,
  loginGov: null,
  github: null,
  city: null,
};
