"""The tables of a mailbox in PostgreSQL, made once by whoever prepares it.

They hold the same bytes as a folder, and can be added to and read, nothing else: row-level security binds their owner
too, has no policy for changing or deleting, and the owner gives these rights up. The rights go to PUBLIC, not to a role
of ours: making roles needs a right that hosted databases seldom give, roles are shared with the server's other
databases, and who may connect to this database has been decided already by whoever runs it.

An envelope's name is its hash, and the server checks it: nothing else can ever lie under that name. A chunk's name is a
keyed hash that the server cannot check, so that several copies may stand under one name; the newest counts.

None of this is what secrecy rests on: the bytes are sealed, and anybody who may connect can name any office.
"""

from jetdesk.sync.mailbox import LARGEST_CHUNK, LARGEST_ENVELOPE

FORMAT = 1
_LOCK = 0x4A45544D  # "JETM": two desks that prepare at once do so one after the other
_TABLES = ("office", "envelope", "chunk")

_DEFINITIONS = f"""
create schema jetdesk;
create table jetdesk.office (
    office text primary key,
    format integer not null
);
create table jetdesk.envelope (
    office text not null,
    desk text not null check (desk ~ '^[0-9a-f-]{{8,64}}$'),
    epoch bigint not null check (epoch between 1 and 999999999999999999),
    seq bigint not null check (seq between 1 and 999999999999999999),
    hash text not null check (hash ~ '^[0-9a-f]{{64}}$'),
    content bytea not null check (octet_length(content) between 33 and {LARGEST_ENVELOPE}),
    at timestamptz not null default now(),
    primary key (office, desk, epoch, seq, hash),
    constraint name_is_hash check (
        hash = encode(sha256(substring(content for octet_length(content) - 32)), 'hex')
        and hash = encode(substring(content from octet_length(content) - 31), 'hex')
    )
);
create table jetdesk.chunk (
    office text not null,
    name text not null check (name ~ '^[0-9a-f]{{40}}$'),
    digest text not null check (digest = encode(sha256(content), 'hex')),
    number bigint generated always as identity,
    content bytea not null check (octet_length(content) <= {LARGEST_CHUNK}),
    at timestamptz not null default now(),
    primary key (office, name, digest)
);
alter table jetdesk.envelope alter column content set storage external;
alter table jetdesk.chunk alter column content set storage external;
grant usage on schema jetdesk to public;
"""

_GUARD = """
alter table jetdesk.{table} enable row level security;
alter table jetdesk.{table} force row level security;
create policy look on jetdesk.{table} for select using (office = current_setting('jetdesk.office', true));
create policy add on jetdesk.{table} for insert with check (office = current_setting('jetdesk.office', true));
grant select, insert on jetdesk.{table} to public;
revoke update, delete, truncate, references, trigger on jetdesk.{table} from current_user;
"""

WAIT = f"select pg_advisory_xact_lock({_LOCK})"
EXISTS = "select exists (select from pg_namespace where nspname = 'jetdesk')"
CREATE = _DEFINITIONS + "".join(_GUARD.format(table=table) for table in _TABLES)
MARK = "insert into jetdesk.office (office, format) values (%s, %s) on conflict do nothing"
MARKED = "select format from jetdesk.office where office = %s"

LABELS = "select desk, epoch, seq, hash, octet_length(content) from jetdesk.envelope where office = %s"
ENVELOPES = """
select desk, epoch, seq, hash, substring(content for %s)
from jetdesk.envelope
join unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[]) as wanted (desk, epoch, seq, hash)
    using (desk, epoch, seq, hash)
where office = %s
"""
ADD_ENVELOPE = """
insert into jetdesk.envelope (office, desk, epoch, seq, hash, content) values (%s, %s, %s, %s, %s, %s)
on conflict do nothing
"""
HAS_ENVELOPE = """
select encode(sha256(content), 'hex') from jetdesk.envelope
where office = %s and desk = %s and epoch = %s and seq = %s and hash = %s
"""
CHUNKS = """
select distinct on (name) name, octet_length(content) from jetdesk.chunk where office = %s order by name, number desc
"""
CHUNK = "select content from jetdesk.chunk where office = %s and name = %s order by number desc limit 1"
ADD_CHUNK = """
insert into jetdesk.chunk (office, name, digest, content) values (%s, %s, %s, %s) on conflict do nothing
"""
HAS_CHUNK = """
select encode(sha256(content), 'hex') from jetdesk.chunk where office = %s and name = %s and digest = %s
"""
