import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

/**
 * Counts what a portal shows besides its tenant's own row: an account's catalogue, and a tenant's pictures and
 * generations. Whoever keeps an answer can tell by these numbers whether it still holds. The database counts, so
 * that no writer can forget to; and at commit, so that nothing is locked for longer and nobody waits in a circle.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table versions (
      -- An account's id, for its catalogue, or a tenant's.
      subject text primary key,
      account_id text not null references accounts (id),
      version bigint not null default 1
    );
    alter table versions enable row level security;
    alter table versions force row level security;
    create policy account on versions using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
    grant select, insert, update, delete on versions to ${APP_ROLE};

    create function count_version() returns trigger language plpgsql as $$
    declare
      subject text;
      account text := (coalesce(new, old)).account_id;
    begin
      if tg_table_name = 'generation_items' then
        select tenant_id into subject from generations where id = new.generation_id;
        if not found then return null; end if;
      elsif tg_table_name in ('renders', 'generations') then
        subject := new.tenant_id;
      else
        subject := account;
      end if;
      -- The many rows of one transaction count once; there are few subjects in it, one after the other.
      if current_setting('app.counted', true) is distinct from subject then
        insert into versions as v (subject, account_id) values (subject, account)
          on conflict on constraint versions_pkey do update set version = v.version + 1;
        perform set_config('app.counted', subject, true);
      end if;
      return null;
    end $$;

    create constraint trigger counted after insert or update or delete on items
      deferrable initially deferred for each row execute function count_version();
    create constraint trigger counted after insert or update or delete on pack_items
      deferrable initially deferred for each row execute function count_version();
    create constraint trigger counted after insert or update on generations
      deferrable initially deferred for each row execute function count_version();
    create constraint trigger counted after insert on generation_items
      deferrable initially deferred for each row execute function count_version();
    create constraint trigger counted_again after update on generation_items
      deferrable initially deferred for each row when (new.status <> old.status) execute function count_version();
    create constraint trigger counted after insert on renders
      deferrable initially deferred for each row execute function count_version();
    -- An item whose photo changes makes every tenant's render of it pending: the catalogue has counted that.
    create constraint trigger counted_again after update on renders
      deferrable initially deferred for each row
      when (new.status <> 'pending' or new.files is distinct from old.files) execute function count_version();
  `)
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['items', 'pack_items', 'generations', 'generation_items', 'renders'])
    await knex.raw(
      `drop trigger if exists counted on ${table}; drop trigger if exists counted_again on ${table};`,
    )
  await knex.raw('drop function count_version; drop table versions')
}
