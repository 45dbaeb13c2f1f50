import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { bindingSeconds } from '../platform/http/browser-binding.ts';
import { Vault } from '../vault/vault.ts';
import type { Language } from '../words/words.ts';
import * as statements from './statements/trips.ts';

/** How long a trip to the identity provider may take. */
export const tripSeconds = bindingSeconds;

/** One trip of a browser to the identity provider and back. */
export interface DirectoryTrip {
  /** The session that is to be made fresh; null for signing in. */
  sessionId: string | null;
  /** Where to go on. */
  back: string;
  language: Language;
}

/** The two secrets of a trip: one travels along, the other is shown when the code is exchanged (RFC 7636). */
interface TripSecrets {
  state: string;
  verifier: string;
}

/** A trip that is used up, with what the exchange of its code takes. */
interface EndedTrip {
  trip: DirectoryTrip;
  verifier: string;
}

interface TripRow extends DirectoryTrip {
  id: string;
  sealedVerifier: Buffer;
}

/** Keeps what a trip needs while it lasts. It comes back once, in the browser it began in. */
@Injectable()
export class DirectoryTrips {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Remembers a trip of the browser with this hash. */
  async begin(browser: Buffer, { sessionId, back, language }: DirectoryTrip): Promise<TripSecrets> {
    const [id, state, verifier] = [newId(), newToken(), newToken()];
    const sealed = this.vault.seal(cell(id), verifier);
    const hashes = [fingerprint(state), browser];
    const values = [id, ...hashes, sessionId, sealed, back, language, tripSeconds];
    await this.database.run(statements.insert, values);
    return { state, verifier };
  }

  /** Uses a trip up; null for one that is over, another browser's, or none. Only after this may its code be exchanged. */
  async end(browser: Buffer, state: string): Promise<EndedTrip | null> {
    const values = [fingerprint(state), browser];
    const row = await firstRow<TripRow>(this.database, statements.consume, values);
    if (row === null) return null;
    const { id, sealedVerifier, ...trip } = row;
    return { trip, verifier: this.vault.open(cell(id), sealedVerifier) };
  }
}

function cell(row: string) {
  return { table: 'staff_trip', column: 'sealed_verifier', row };
}
