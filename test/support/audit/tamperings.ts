import type { Forger } from './forger.ts';

/** Where the checkpoints of a ledger are, oldest first. The last one is the newest that anybody has outside. */
export type Checkpointed = readonly [number, number, number];

/** One deed each. */
const plainKinds = ['edit', 'delete', 'insert', 'swap', 'cut off'] as const;

type PlainKind = (typeof plainKinds)[number];

/** What a forger does, by its name. Each changes something at or before the newest checkpoint. */
export const kinds = [...plainKinds, 'rehash', 'replay', 'fork'] as const;

export type TamperingKind = (typeof kinds)[number];

const edits = [
  `type = type || 'x'`,
  `actor_kind = case actor_kind when 'staff' then 'system' else 'staff' end`,
  `actor = coalesce(actor, '') || 'x'`,
  `resident_id = gen_random_uuid()`,
  `link_id = gen_random_uuid()`,
  `app_id = coalesce(app_id, '') || 'x'`,
  `detail = detail || '{"hits": 1000}'`,
  `at = at + interval '1 microsecond'`,
  `at = at - interval '4050 years'`,
  `xid = (xid::text::numeric + 1000)::text::xid8`,
];

/** Random changes that follow from one seed. */
export class Tamperings {
  constructor(
    private readonly forger: Forger,
    private readonly random: () => number,
    private readonly checkpoints: Checkpointed,
  ) {}

  async make(kind: TamperingKind): Promise<void> {
    const { forger } = this;
    switch (kind) {
      case 'rehash':
        await this.plain(this.pick(plainKinds), true);
        await forger.sealAnew();
        return this.hideCheckpoints();
      case 'replay':
        return this.replay();
      case 'fork':
        await forger.cutOff(this.place());
        await forger.append(400);
        await forger.sealAnew();
        return this.hideCheckpoints();
      case 'edit':
      case 'delete':
      case 'insert':
      case 'swap':
      case 'cut off':
        return this.plain(kind);
      default:
        return kind satisfies never;
    }
  }

  /** A number from 1 to the newest checkpoint. */
  place(): number {
    return 1 + Math.floor(this.random() * this.checkpoints[2]);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  /** @param isOfEntries not of seals alone, which a new sealing would put right again */
  private async plain(kind: PlainKind, isOfEntries = false): Promise<void> {
    const { forger } = this;
    const at = this.place();
    switch (kind) {
      case 'edit':
        return forger.edit(at, this.pick(edits));
      case 'delete':
        return forger.remove(
          at,
          this.pick(isOfEntries ? ['entry', 'both'] : ['entry', 'seal', 'both']),
        );
      case 'insert':
        return forger.insert(at);
      case 'swap':
        return forger.swap(
          at,
          at === 1 ? 2 : at - 1,
          isOfEntries ? 'fields' : this.pick(['fields', 'seals']),
        );
      case 'cut off':
        return forger.cutOff(at);
      default:
        return kind satisfies never;
    }
  }

  /** An old state with the checkpoint that was true of it, or an old checkpoint as the end of what had its time. */
  private async replay(): Promise<void> {
    const old = this.pick(this.checkpoints.slice(0, 2));
    if (this.random() < 0.5) return this.forger.forgetBeginning(old);
    await this.forger.cutOff(old + 1);
    return this.forger.forgetCheckpoints(old);
  }

  private async hideCheckpoints(): Promise<void> {
    if (this.random() < 0.8) await this.forger.forgetCheckpoints();
  }
}
