import { ServiceError } from '../kernel/service-error.ts';

/** A page of the journey that does not exist, such as one for a provider that is switched off. */
export function noSuchPage(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'Page not found.' });
}
