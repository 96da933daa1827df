/** Gauges over the database for Prometheus: a scrape never waits long for a database that does not answer. */
@NullMarked
package org.openbloctel.server.platform.metrics;

import org.jspecify.annotations.NullMarked;
