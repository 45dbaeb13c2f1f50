import type { FastifyRequest } from 'fastify';
import type { AppDesk } from '../../apps/app-desk.ts';
import type { AppRecord } from '../../apps/app-record.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { staffMemberOf } from '../../staff/staff-authenticator.ts';

/** The app that a page of the console is about. @throws `not-found` (404) where nobody has registered it */
export async function knownApp(
  desk: AppDesk,
  request: FastifyRequest,
  id: string,
): Promise<AppRecord> {
  const record = await desk.find(staffMemberOf(request), id);
  if (record === null) throw noSuchApp();
  return record;
}

/** The answer where an app is not registered, or no longer. */
export function noSuchApp(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such app.' });
}
