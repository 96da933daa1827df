package org.openbloctel.registry.list.publication;

import java.time.Instant;

/** A row of {@code list.change}. */
record Change(long revision, long number, boolean added, Instant at) {}
