-- A permission is a consent that the person gave here, without a company in between: nobody recorded it for them. It alone lets a named
-- company call in spite of the list.
alter table accounts.consent alter column recorded_by drop not null;
alter table accounts.consent drop constraint consent_channel_check;
alter table accounts.consent add constraint consent_channel_check
    check (channel in ('web', 'phone', 'paper', 'in-person', 'message', 'other', 'portal'));
alter table accounts.consent add constraint consent_permission_check check ((recorded_by is null) = (channel = 'portal'));
