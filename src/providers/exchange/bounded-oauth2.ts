import type { Answer, Send } from '../../platform/outgoing/bounded-http.ts';
import type { NodeRequest, OAuth2Insides, TokenCallback } from './passport-types.ts';

/** A call that brought nothing to look at. Carries no text of the provider. */
export class ExchangeFault extends Error {
  constructor(readonly kind: 'unavailable' | 'malformed') {
    super(`provider ${kind}`);
    this.name = 'ExchangeFault';
  }
}

const tokenShape = /^[\x21-\x7e]{1,8192}$/;

/**
 * A strategy's HTTP client for one exchange: same behaviour, but through `send`, with the token in a
 * header instead of the URL (RFC 9700 §4.3.2), and with nothing left of a token answer but the token.
 * @param crashed hears what the strategy throws while it reads an answer
 */
export function boundedOAuth2(
  oauth2: OAuth2Insides,
  send: Send,
  crashed: (error: unknown) => void,
): OAuth2Insides {
  const bounded = Object.create(oauth2) as OAuth2Insides;
  bounded.useAuthorizationHeaderforGET(true);
  bounded._executeRequest = async (_library, request, body, done) => {
    try {
      done(...toNodeOAuth(await send(outgoing(request, body))));
    } catch (error) {
      crashed(error);
    }
  };
  bounded.getOAuthAccessToken = (code, params, done) =>
    oauth2.getOAuthAccessToken.call(bounded, code, params, onlyBearerToken(done));
  return bounded;
}

function outgoing({ method, path, headers }: NodeRequest, body: unknown) {
  const { Host = '', Authorization, 'Content-Type': type } = headers;
  return {
    method,
    path,
    host: Host,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'civic-link',
      ...(Authorization && { authorization: Authorization }),
      ...(type && { 'content-type': type }),
    },
    body: method === 'POST' ? String(body) : null,
  };
}

/** node-oauth's callback takes an error, or null and the body. */
function toNodeOAuth(answer: Answer): [error: unknown, body?: string] {
  if (answer.kind === 'good') return [null, answer.body];
  if (answer.kind !== 'refusal') return [new ExchangeFault(answer.kind)];
  return [{ statusCode: answer.status, data: answer.body }];
}

/** Passport would go on with an object as token, and hand a refresh token around. */
function onlyBearerToken(done: TokenCallback): TokenCallback {
  return (error, token, _refreshToken, answer) => {
    if (error) return done(error);
    const isBearer = /^bearer$/i.test(String(answer?.token_type));
    const isUsable = isBearer && typeof token === 'string' && tokenShape.test(token);
    return isUsable ? done(null, token) : done(new ExchangeFault('malformed'));
  };
}
