import type { Providers } from '../../../providers/providers.ts';
import type { Parameters } from '../../parameters.ts';

/** The provider whose page the app would skip the choice for, a parameter of ours; null unless it is switched on. */
export function readProvider(providers: Providers, parameters: Parameters): string | null {
  const id = parameters.get('provider');
  return id === null ? null : (providers.find(id)?.id ?? null);
}
