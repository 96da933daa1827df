/**
 * Work behind the scenes, shared by all servers on one database: each job is done by one of them, and again by another when
 * that one dies. A feature's configuration offers beans of {@link RecurringJob} and {@link OneOffJob}; one-off work is put into the
 * {@link JobQueue}, in the transaction that causes it. Knows no feature. Work is done at least once: what it does a second time
 * must change nothing.
 *
 * <p>Where once matters, the feature checks in its last transaction.
 */
@NullMarked
package org.openbloctel.server.platform.jobs;

import org.jspecify.annotations.NullMarked;
