package org.openbloctel.registry.database;

import java.time.Duration;

/**
 * The sessions of this database that wait for a lock of another.
 *
 * @param count how many
 * @param longest how long the first of them has waited; zero when none does
 */
public record LockWaits(long count, Duration longest) {}
