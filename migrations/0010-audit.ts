import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sealing the ledger: dense numbers and a chain of hashes beside it, and signed checkpoints of the chain. The service may
 * add to both and change neither. History goes by one function alone, which checks for itself that what goes is sealed,
 * old and the beginning. A link may outlive the entry of its trip by years, so it no longer holds that entry fast.
 */
export class Audit implements MigrationInterface {
  readonly name = 'Audit1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.ledger_seal (
        seq bigint primary key check (seq > 0),
        entry_id bigint not null unique,
        hash bytea not null check (octet_length(hash) = 32)
      );
      grant select, insert on civic.ledger_seal to civic_service;

      create table civic.ledger_checkpoint (
        kind text not null check (kind in ('checkpoint', 'stub')),
        seq bigint not null check (seq > 0),
        token text not null,
        made_at timestamptz not null default civic.now(),
        primary key (kind, seq)
      );
      grant select, insert on civic.ledger_checkpoint to civic_service;

      create index ledger_entry_at on civic.ledger_entry (at, id);
      create index ledger_entry_type on civic.ledger_entry (type, at, id);
      create index ledger_entry_staff on civic.ledger_entry (actor, at, id)
        where actor_kind = 'staff';
      create index ledger_entry_app on civic.ledger_entry (app_id, at, id)
        where app_id is not null;
      create index ledger_entry_provider on civic.ledger_entry ((detail ->> 'provider'), at, id)
        where detail ->> 'provider' is not null;

      alter table civic.link drop constraint link_flow_entry_fkey;
      alter table civic.pending_identity drop constraint pending_identity_flow_entry_fkey;

      create function civic.remove_history(upto bigint, upto_hash bytea, stub text)
      returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      declare
        last civic.ledger_entry;
        removed bigint;
      begin
        perform pg_advisory_xact_lock(hashtext('civic ledger sealer'));
        select entry.* into last from civic.ledger_seal as seal
          join civic.ledger_entry as entry on entry.id = seal.entry_id
          where seal.seq = upto and seal.hash = upto_hash;
        if not found then
          raise exception 'There is no such seal.';
        end if;
        if upto >= (select max(seq) from civic.ledger_seal) then
          raise exception 'The newest sealed entry stays.';
        end if;
        if upto - (select min(seq) from civic.ledger_seal) >= 5000 then
          raise exception 'That is too much at once.';
        end if;
        if exists (
          select from civic.ledger_entry as entry
          left join civic.ledger_seal as seal on seal.entry_id = entry.id
          where (entry.xid, entry.id) <= (last.xid, last.id)
            and (entry.at > civic.now() - interval '24 months' or seal.seq is null or seal.seq > upto)
        ) then
          raise exception 'Only a sealed beginning older than 24 months goes.';
        end if;
        insert into civic.ledger_checkpoint (kind, seq, token) values ('stub', upto, stub);
        delete from civic.ledger_checkpoint where seq < upto;
        with unsealed as (
          delete from civic.ledger_seal where seq <= upto returning entry_id
        )
        delete from civic.ledger_entry where id in (select entry_id from unsealed);
        get diagnostics removed = row_count;
        return removed;
      end $$;
      revoke all on function civic.remove_history(bigint, bytea, text) from public;
      grant execute on function civic.remove_history(bigint, bytea, text) to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
