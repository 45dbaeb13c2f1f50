import { z } from 'zod';
import { Apps } from '../src/apps/apps.ts';
import type { NewApp } from '../src/apps/city-app.ts';
import { readPrivate, writePrivate } from './private-file.ts';
import { ensureApp } from './sample-apps.ts';
import type { AppLogin } from './sample-apps.ts';

const Secrets = z.record(z.string(), z.string());

/** Registers an app and keeps its secret in a file, so that the next start finds both again. */
export async function keptLogin(apps: Apps, app: NewApp, path: string): Promise<AppLogin> {
  const secrets = readPrivate(path, Secrets) ?? {};
  const login = await ensureApp(apps, app, secrets[app.id]);
  if (secrets[app.id] !== login.secret) {
    writePrivate(path, { ...secrets, [app.id]: login.secret });
  }
  return login;
}
