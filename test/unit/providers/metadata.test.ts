import { describe, expect, test } from '@jest/globals';
import { cityProvider } from '../../../src/providers/city.provider.ts';
import { readMetadata } from '../../../src/providers/openid/metadata.ts';

const issuer = 'https://id.example.gov';
const { openId: setup } = cityProvider(
  {
    issuer,
    clientId: 'id',
    clientSecret: 'secret',
    label: { en: 'City ID', es: 'ID de la ciudad' },
    privacyUrl: `${issuer}/privacy`,
    settingsUrl: issuer,
    signInOrigin: issuer,
    algorithm: 'RS256',
  },
  'https://link.example.gov/callback/city',
);
const document = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: 'https://api.example.gov/token',
  jwks_uri: `${issuer}/keys`,
  userinfo_endpoint: `${issuer}/userinfo`,
};

describe('a discovery document', () => {
  test('is read as far as anything of it is believed, with what is left out (Discovery §3)', () => {
    expect(readMetadata({ ...document, end_session_endpoint: 'x', evil: true }, setup)).toEqual({
      ...document,
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      prompt_values_supported: null,
      authorization_response_iss_parameter_supported: false,
    });
  });

  test.each([
    ['token_endpoint', 'http://127.0.0.1/token'],
    ['token_endpoint', 'http://localhost:8080/token'],
    ['jwks_uri', 'http://[::1]/keys'],
    ['jwks_uri', 'file:///etc/passwd'],
    ['userinfo_endpoint', 'http://id.example.gov/userinfo'],
    ['userinfo_endpoint', 'https://id.example.gov/userinfo#part'],
    ['token_endpoint', 'https://user@id.example.gov/token'],
    ['authorization_endpoint', 'https://id.example.gov.attacker.example/authorize'],
    ['authorization_endpoint', 'https://id.example.gov:8443/authorize'],
    ['issuer', 'https://id.example.gov/'],
    ['issuer', 'https://ID.example.gov'],
  ])('C-54 is not believed when %s is %s', (name, value) => {
    expect(() => readMetadata({ ...document, [name]: value }, setup)).toThrow('malformed');
  });
});
