import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadAssets } from '../../ui/assets.ts';
import type { Asset, Coding } from '../../ui/assets.ts';
import { cityAssets } from '../../ui/city-assets.ts';
import type { CityLook } from '../../ui/city-assets.ts';

const forever = 'public, max-age=31536000, immutable';

/**
 * Serves the files of the design system and those of the city from memory, compressed once each, under names that change
 * with their content.
 */
export function installAssets(server: FastifyInstance, look: CityLook): void {
  for (const asset of [...loadAssets(), ...cityAssets(look)]) {
    server.get(
      asset.url,
      { config: { access: { kind: 'public' }, surface: 'asset' } },
      (request, reply) => sendAsset(asset, request, reply),
    );
  }
}

async function sendAsset(
  asset: Asset,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  void reply.type(asset.contentType).headers({ 'cache-control': forever, vary: 'accept-encoding' });
  if (asset.policy) void reply.header('content-security-policy', asset.policy);
  const coding = codingFor(request);
  if (asset.compressed === undefined || coding === null) return reply.send(asset.body);
  return reply.header('content-encoding', coding).send(await asset.compressed(coding));
}

/** The best that the browser understands. */
function codingFor(request: FastifyRequest): Coding | null {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  return (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted)) ?? null;
}
