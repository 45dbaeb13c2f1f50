import { randomBytes } from 'node:crypto';

/** Bodies of orders about city apps that can be done, by the name of the operation; each registers another app. */
export const appBodies: Readonly<Record<string, () => object>> = {
  changeApp: () => ({ client_name: `Lanes ${randomBytes(4).toString('hex')}` }),
  registerApp: () => ({
    client_id: `app-${randomBytes(4).toString('hex')}`,
    client_name: 'Lanes',
    department: 'Parks',
    purpose: 'To book a lane.',
    kind: 'confidential',
    redirect_uris: ['https://lanes.example.gov/callback'],
    scopes: ['openid'],
  }),
};
