/**
 * The composition root: the start and stop of the server, its databases, the list and the master keys, and its health. No other package
 * depends on it.
 *
 * <p><b>Start</b>: the command line and the settings are checked first ({@code ServeCommand}, {@code Settings}). Then comes the database:
 * {@code --db}, or {@code EmbeddedPostgres} in the data folder. Migrations run as the owner; each pool then takes one of two roles.
 * {@code Pulse} tells whether the database answers. The {@code @Configuration} of each feature makes its beans. The list is read, the
 * listeners open, the jobs begin.
 *
 * <p><b>Stop</b> is the reverse: no new requests are accepted, open ones are answered, jobs have 20 seconds, the pools close, and the
 * embedded PostgreSQL stops last. A kill loses nothing that was committed: another server takes over jobs after four missed heartbeats, and
 * mails are sent again after five minutes under the same Message-ID.
 */
@NullMarked
package org.openbloctel.server.app;

import org.jspecify.annotations.NullMarked;
