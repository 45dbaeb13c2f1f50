import { setTimeout as pause } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { JSON_TYPE, raw } from './reply.ts';
import type { Json, Reply } from './reply.ts';

const MEGABYTE = 2 ** 20;

/** Never answers. */
export function hang(): Reply {
  return () => {};
}

/** Sends the headers and then nothing more. */
export function hangAfterHeaders(): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE }).flushHeaders();
  };
}

/** Answers properly, but late. */
export function late(ms: number, reply: Reply): Reply {
  return async (response, gone) => {
    await pause(ms, undefined, { signal: gone });
    await reply(response, gone);
  };
}

/** Sends a proper answer one byte at a time: each pause is short, the whole is not. */
export function drip(answer: Json, pauseMs = 200): Reply {
  return async (response, gone) => {
    response.writeHead(200, { 'content-type': JSON_TYPE });
    for (const byte of Buffer.from(JSON.stringify(answer))) {
      response.write(Uint8Array.of(byte));
      await pause(pauseMs, undefined, { signal: gone });
    }
    response.end();
  };
}

/** Announces a whole body, sends half of it and resets the connection. */
export function cut(answer: Json): Reply {
  return (response) => {
    const body = Buffer.from(JSON.stringify(answer));
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.socket?.resetAndDestroy());
  };
}

/** A JSON string that goes on for this many megabytes, or until the caller hangs up. */
export function flood(megabytes: number): Reply {
  return async (response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE });
    await pipeline(endlessJson(megabytes), response);
  };
}

/** The same, small on the wire and huge when inflated. */
export function gzipBomb(megabytes: number): Reply {
  return async (response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' });
    await pipeline(endlessJson(megabytes), createGzip(), response);
  };
}

function* endlessJson(megabytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(MEGABYTE, 'a');
  yield Buffer.from('{"access_token":"');
  for (let sent = 0; sent < megabytes; sent++) yield chunk;
  yield Buffer.from('"}');
}

/** The page of a captive portal or a proxy, where JSON was expected. */
export function htmlPage(): Reply {
  return raw(
    200,
    'text/html',
    '<!doctype html><title>Welcome</title><h1>Sign in to the Wi-Fi</h1>',
  );
}

export function noContent(): Reply {
  return (response) => {
    response.writeHead(204).end();
  };
}

/** A redirect whose body looks like an old-style token answer: stock node-oauth believes it. */
export function redirectWithToken(location: string): Reply {
  return raw(302, 'application/x-www-form-urlencoded', 'access_token=EVIL&token_type=bearer', {
    location,
  });
}

/** 307 makes a careless client send the same request, secret and all, to someone else. */
export function redirectWithBody(location: string): Reply {
  return raw(307, 'text/plain', '', { location });
}
