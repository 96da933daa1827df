/**
 * The connection to PostgreSQL: two roles that cannot read each other's schema, transactions, migrations. Every feature
 * stands on it; it knows none of them.
 *
 * <p>What needs one order for all servers (the chain of the audit trail, the revisions of the list) is a row that waits, committed with its
 * act. Right after the commit, {@code CommitGroup} gives the rows of many transactions their places in one short transaction, and only then
 * {@code Database.inAccounts} returns (docs/decisions/0090 and 0091). Mails and audit entries are written right before the commit, in one
 * round trip ({@code Database.writeLast}, docs/decisions/0121). Each {@code Lane} of the accounts' role has a pool of its own: look-ups and
 * keys, API, pages, groups of commits, other work (docs/decisions/0082).
 *
 * <p>Migrations run as the owner. {@code NumberSealing} is the one migration in Java: it seals the phone numbers that older versions left
 * in plain in the tables of {@code publication} and {@code consumer} (docs/decisions/0070).
 */
@NullMarked
package org.openbloctel.registry.platform.database;

import org.jspecify.annotations.NullMarked;
