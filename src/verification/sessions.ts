/** Sessions that hold, each held against the sign-in that made it: somebody who puts a session in acts as whom they like. */
import type { ClientBase } from 'pg';
import { sessionName } from '../database/account-repository';
import type { Findings } from './findings';

/**
 * A sign-in notes which session it made, in the same transaction. Those of before notes named sessions are held against a
 * sign-in of their minute, those of before there was a system's ledger against nothing; neither lasts longer than a session does.
 */
export async function lookAtSessions(client: ClientBase, findings: Findings): Promise<void> {
  const { rows } = await client.query<{ username: string; created: string; signed: boolean }>(
    `with begun as (select min(at) as at from public.system_note where kind = 'what-was-there'),
     living as (select username, created, ${sessionName} as name, expires < created + interval '12 hours 5 minutes' as plain
       from public.session where expires > now())
     select username, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created,
       (plain and created <= coalesce((select at from begun), 'infinity')) or exists (select from public.system_note n
         where n.kind = 'signed-in' and n.by_person = living.username and (n.content ->> 'session' = living.name
           or plain and not n.content ? 'session' and n.at between created - interval '1 minute' and created + interval '1 minute')) as signed
     from living order by 1, living.created`,
  );
  findings.looked('sessions', rows.length);
  for (const { username, created, signed } of rows)
    if (!signed) findings.broken('sessions', { where: `${username} ${created}`, why: 'no-sign-in' });
}
