import type { Adapter, Payload } from 'oidc-provider';

/** Keeps what oidc-provider remembers of one kind as long as a test lasts. */
export class Memory implements Adapter {
  private readonly kept = new Map<string, Payload>();

  async upsert(id: string, payload: Payload): Promise<void> {
    this.kept.set(id, payload);
  }

  async find(id: string): Promise<Payload | undefined> {
    return this.kept.get(id);
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return [...this.kept.values()].find((payload) => payload.uid === uid);
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    Object.assign(this.kept.get(id) ?? {}, { consumed: true });
  }

  async destroy(id: string): Promise<void> {
    this.kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, payload] of this.kept) if (payload.grantId === grantId) this.kept.delete(id);
  }
}
