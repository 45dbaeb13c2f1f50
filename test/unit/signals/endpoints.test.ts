import { expect, test } from '@jest/globals';
import { riscEndpoints } from '../../../src/signals/google/endpoints.ts';

test('production hears Google itself, whatever the settings say', () => {
  const google = {
    issuer: 'https://accounts.google.com/',
    configurationUrl: 'https://accounts.google.com/.well-known/risc-configuration',
    keysUrl: 'https://www.googleapis.com/oauth2/v3/certs',
    managementUrl: 'https://risc.googleapis.com/v1beta',
  };
  expect(riscEndpoints({ clientId: 'id', clientSecret: 'secret' })).toEqual(google);
  expect(riscEndpoints(null)).toEqual(google);
});
