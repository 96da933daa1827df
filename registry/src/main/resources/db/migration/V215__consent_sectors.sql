-- A consent is specific (C. conso. L. 223-1, R. 223-1): it says for which sectors it was asked, by the codes of registry.law.Sector, and
-- allows calls of those alone. A consent of before says none, and allows nothing until its company has completed it, once.
alter table accounts.consent add column sectors text[] not null default '{}' check (sectors <@ array['energy-renovation',
    'home-adaptation', 'cpf', 'insurance', 'press', 'poll', 'non-profit', 'other']);
-- When the company completed a consent of before; null for one that said its sectors from the start.
alter table accounts.consent add column completed_at timestamptz;
-- When the person said themselves, by a link or a code, that they gave it; null while the company claims it alone.
alter table accounts.consent add column confirmed_at timestamptz;
grant update (withdrawn_at, sectors, completed_at, confirmed_at) on accounts.consent to openbloctel_accounts;
-- What was given here was given by the person themselves.
update accounts.consent set confirmed_at = given_at where recorded_by is null;
-- Only what names one sector and nothing else is mapped: whoever reads more into a text reads what nobody consented to.
update accounts.consent set sectors = array['insurance'] where lower(btrim(goods)) in ('assurance', 'assurances', 'insurance',
    'assurance santé', 'assurance auto', 'assurance habitation', 'contrats d’assurance', 'contrats d''assurance');
update accounts.consent set sectors = array['press'] where lower(btrim(goods)) in ('presse', 'journaux', 'magazines',
    'journaux et magazines', 'press');
