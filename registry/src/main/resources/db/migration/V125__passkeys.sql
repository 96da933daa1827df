-- Passkeys (WebAuthn). Whoever has one is known to their authenticator by a random handle, which says nothing about them.
create table accounts.passkey_holder (
    handle bytea primary key check (length(handle) = 64),
    credential uuid unique references accounts.credential on delete cascade,
    consumer uuid unique references accounts.consumer on delete cascade,
    check ((credential is null) <> (consumer is null))
);

create table accounts.passkey (
    id uuid primary key,
    holder bytea not null references accounts.passkey_holder on delete cascade,
    credential_id bytea not null unique,
    name text not null,
    -- The authenticator's kind, the credential's id and the public key, as WebAuthn lays them out. Nothing in it is secret.
    attested bytea not null,
    -- What the authenticator counted at its last use; always 0 where it does not count.
    sign_count bigint not null,
    user_verified boolean not null,
    can_be_copied boolean not null,
    is_copied boolean not null,
    transports text[] not null,
    added_at timestamptz not null,
    last_used_at timestamptz
);
create index on accounts.passkey (holder);

-- Who of the members and the staff has set up a second factor, of whichever kind.
create view accounts.second_factor as
    select id as credential from accounts.credential where totp_secret is not null
    union
    select holder.credential from accounts.passkey_holder holder
        join accounts.passkey passkey on passkey.holder = holder.handle
        where holder.credential is not null;

grant select, insert, update, delete on accounts.passkey_holder, accounts.passkey to openbloctel_accounts;
grant select on accounts.second_factor to openbloctel_accounts;
