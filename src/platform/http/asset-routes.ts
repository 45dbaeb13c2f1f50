import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadAssets } from '../../ui/assets.ts';
import type { Asset } from '../../ui/assets.ts';

const forever = 'public, max-age=31536000, immutable';

/** Serves the files of the design system from memory, compressed once, under names that change with their content. */
export function installAssets(server: FastifyInstance): void {
  for (const asset of loadAssets()) {
    server.get(
      asset.url,
      { config: { access: { kind: 'public' }, surface: 'asset' } },
      (request, reply) => sendAsset(asset, request, reply),
    );
  }
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.type(asset.contentType).headers({ 'cache-control': forever, vary: 'accept-encoding' });
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (asset.brotli && /\bbr\b/.test(accepted))
    return reply.header('content-encoding', 'br').send(asset.brotli);
  if (asset.gzip && /\bgzip\b/.test(accepted))
    return reply.header('content-encoding', 'gzip').send(asset.gzip);
  return reply.send(asset.body);
}
