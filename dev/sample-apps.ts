import type { Apps } from '../src/apps/apps.ts';
import type { NewApp } from '../src/apps/city-app.ts';

/** A registered app and a secret that works. */
export interface AppLogin {
  clientId: string;
  secret: string;
  resource: string;
}

const usualPort = 4000;

/**
 * The city service residents sign in to. On another port it is another registration, since redirect URIs are
 * compared exactly; both are in one sector, so that residents are known to them by the same `sub`.
 */
export function parksPass(origin: string): NewApp {
  const port = Number(new URL(origin).port);
  return {
    id: port === usualPort ? 'parks-pass' : `parks-pass-${port}`,
    name: 'Parks Pass',
    department: 'Parks and Recreation',
    departmentEs: 'Parques y Recreación',
    purpose: 'To keep your park pass and your bookings in one place.',
    purposeEs: 'Para tener su pase y sus reservas en un solo lugar.',
    kind: 'confidential',
    redirectUris: [`${origin}/callback`],
    scopes: ['openid', 'linked_accounts', 'offline_access'],
    sector: 'parks',
    resource: 'urn:civic-link:app:parks-pass',
  };
}

/** What staff work with: it may remove links, in its own name, and knows no resident. */
export const helpDesk: NewApp = {
  id: 'city-help-desk',
  name: 'City help desk',
  department: 'City Hall',
  purpose: 'To remove a link when a resident asks for it.',
  kind: 'confidential',
  redirectUris: [],
  scopes: ['admin:links.revoke'],
  grantTypes: ['client_credentials'],
  scopesApproved: true,
};

/** What `civic-link test login` signs in to. */
export const terminalApp: NewApp = {
  id: 'civic-link-cli',
  name: 'Civic Link at the terminal',
  department: 'City Hall',
  purpose: 'To try out a sign-in.',
  kind: 'public',
  redirectUris: ['http://127.0.0.1/callback'],
  scopes: ['openid', 'linked_accounts'],
};

/** Registers an app that keeps no secret, unless it is there. */
export async function ensurePublicApp(apps: Apps, app: NewApp): Promise<void> {
  if (await apps.find(app.id)) return;
  const registration = await apps.register(app);
  if (registration.kind === 'refused') throw new Error(`${app.name}: ${registration.rule}`);
}

/**
 * Registers an app, or finds it again.
 * @param kept its secret of last time; a new one is made when it does not work any more
 */
export async function ensureApp(apps: Apps, app: NewApp, kept = ''): Promise<AppLogin> {
  const { resource = `urn:civic-link:app:${app.id}` } = app;
  const works = await apps.authenticate(app.id, kept);
  const secret = works ? kept : await newSecret(apps, app);
  return { clientId: app.id, secret, resource };
}

async function newSecret(apps: Apps, app: NewApp): Promise<string> {
  if (await apps.find(app.id)) {
    const rotation = await apps.rotateSecret(app.id, { overlapSeconds: 0 });
    if (rotation.kind === 'rotated') return rotation.secret;
    throw new Error(`${app.name}: ${rotation.kind}`);
  }
  const registration = await apps.register(app);
  if (registration.kind === 'registered') return registration.secret ?? '';
  throw new Error(`${app.name} was refused: ${registration.rule}`);
}
