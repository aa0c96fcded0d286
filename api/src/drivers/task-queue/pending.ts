/** Tasks that are not done, of whichever queue: rows of `task`, `payload` and `priority`. */
export const PENDING_TASKS = `
  select data->>'task' as task, data->'payload' as payload, priority from pgboss.job
  where name = 'tasks' and state in ('created', 'retry', 'active')
  union all
  select task, payload, priority from outbox.tasks where failed_at is null`

/** Takes the tasks that were given up, of either queue, out of it: rows like those above. */
export const TAKE_FAILED = [
  `delete from pgboss.job where name = 'tasks' and state = 'failed'
   returning data->>'task' as task, data->'payload' as payload, priority`,
  'delete from outbox.tasks where failed_at is not null returning task, payload, priority',
]

export const COUNT_FAILED = `
  select (select count(*)::int from pgboss.job where name = 'tasks' and state = 'failed')
    + (select count(*)::int from outbox.tasks where failed_at is not null) as n`

/** Tasks whose process fell silent more than a minute ago, and that nobody has taken back. */
export const COUNT_EXPIRED = `
  select (select count(*)::int from pgboss.job where name = 'tasks' and state = 'active'
      and heartbeat_on < now() - interval '1 minute')
    + (select count(*)::int from outbox.tasks where failed_at is null
      and leased_until < now() - interval '1 minute') as n`

/** Free again at once; those of pg-boss are freed by any worker that runs. */
export const FREE_EXPIRED = `
  update outbox.tasks set lease = null, leased_until = null, push_at = now()
  where failed_at is null and leased_until < now() - interval '1 minute'`
