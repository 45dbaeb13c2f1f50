import { readFileSync } from 'node:fs';
import { UsageError } from '../command.ts';
import type { Client } from './client-calls.ts';

const text = { type: 'string' } as const;

/** Where `npm start` puts the service. */
export const usualIssuer = 'http://localhost:3000';

/** Options of every command that speaks to a service as an app. */
export const clientOptions = {
  issuer: { ...text, default: usualIssuer },
  client: text,
  secret: text,
  'secret-file': text,
} as const;

interface Given {
  secret?: string;
  'secret-file'?: string;
}

/** The app with its secret, which a file keeps out of the shell's history. */
export function clientOf(id: string, given: Given): Client {
  const file = given['secret-file'];
  if (file !== undefined && given.secret !== undefined) {
    throw new UsageError('Give the secret once, by --secret or by --secret-file.');
  }
  return { id, secret: file === undefined ? given.secret : readSecret(file) };
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(
      `The file with the secret cannot be read (${(error as { code: string }).code}).`,
    );
  }
}
