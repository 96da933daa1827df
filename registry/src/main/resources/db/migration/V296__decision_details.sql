-- What exactly was asked for, where a decision has figures: the second person confirms these and no others.
alter table accounts.pending_decision add column details text not null default '';
