/**
 * An address the router can decode. In one it cannot, every percent sign is taken for itself, so that the request
 * finds no route and is refused like any other, with our headers and without being repeated. So is one for the whole
 * server (RFC 9112 §3.2.4), which Fastify would answer past every hook.
 */
export function readableUrl(url: string): string {
  if (url.startsWith('*')) return `/${url}`;
  if (!url.includes('%')) return url;
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return isDecodable(path) ? url : path.replaceAll('%', '%25') + url.slice(path.length);
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}
