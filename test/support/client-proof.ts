import type { AuthMethod } from '../../src/apps/city-app.ts';

type Fields = Record<string, string>;

/** How a request says who it is from. */
export interface ClientProof {
  headers?: Fields;
  form?: Fields;
}

/** What an app can show. */
interface Showable {
  id: string;
  secret: string;
  assertion: () => string;
}

/** A proof by one of the methods, right or wrong for the app. */
export function proofBy(method: AuthMethod, { id, secret, assertion }: Showable): ClientProof {
  switch (method) {
    case 'client_secret_basic':
      return { headers: { authorization: basic(id, secret) } };
    case 'client_secret_post':
      return { form: { client_id: id, client_secret: secret } };
    case 'private_key_jwt':
      return { form: asserted(assertion()) };
    case 'none':
      return { form: { client_id: id } };
    default:
      return method satisfies never;
  }
}

/** The value of a Basic header (RFC 7617 §2). */
export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** The parameters that carry an assertion (RFC 7523 §2.2). */
export function asserted(assertion: string): Fields {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return { client_assertion_type: type, client_assertion: assertion };
}
