import type { Config } from '../../src/config/config.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { KeyStore } from '../../src/keys/ring/key-store.ts';
import { KnownKeys } from '../../src/keys/ring/known-keys.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { TokenVerifier } from '../../src/keys/token-verifier.ts';
import { SignatureCache } from '../../src/keys/verification/signature-cache.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { Vault } from '../../src/vault/vault.ts';

const settings = {
  issuer: 'https://link.city.example',
  vault: { keyRing: [{ id: 'k1', key: Buffer.alloc(32, 1) }], indexKey: Buffer.alloc(32, 9) },
  tokens: { accessSeconds: 300 },
  keys: { publishAheadSeconds: 900, rotateAfterSeconds: 90 * 86_400, keepAfterSeconds: 1200 },
};

/** The services around signing keys as one replica has them. */
export interface KeyServices {
  config: Config;
  ledger: Ledger;
  vault: Vault;
  known: KnownKeys;
  keys: SigningKeys;
  signer: TokenSigner;
  verifier: TokenVerifier;
}

/** Makes the services of one replica over its way to the database. */
export function keyServices(database: Database, clock: Clock, changed = {}): KeyServices {
  const config = { ...settings, ...changed } as unknown as Config;
  const [ledger, vault] = [new Ledger(database), new Vault(config)];
  const known = new KnownKeys(database, vault, config, clock);
  const good = new SignatureCache();
  return {
    config,
    ledger,
    vault,
    known,
    keys: new SigningKeys(database, new KeyStore(vault, ledger), config, known),
    signer: new TokenSigner(known, good),
    verifier: new TokenVerifier(config, known, clock, good),
  };
}
