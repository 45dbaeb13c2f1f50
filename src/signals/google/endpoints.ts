import type { GoogleSettings, RiscEndpoints } from '../../config/provider-config.ts';

/** Where Google's Cross-Account Protection is. Keys come from the host of `keysUrl` or from nowhere. */
const google: RiscEndpoints = {
  issuer: 'https://accounts.google.com/',
  configurationUrl: 'https://accounts.google.com/.well-known/risc-configuration',
  keysUrl: 'https://www.googleapis.com/oauth2/v3/certs',
  managementUrl: 'https://risc.googleapis.com/v1beta',
};

export function riscEndpoints(settings: GoogleSettings | null): RiscEndpoints {
  return settings?.endpoints?.risc ?? google;
}
