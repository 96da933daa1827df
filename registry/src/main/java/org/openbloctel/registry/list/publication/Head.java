package org.openbloctel.registry.list.publication;

import java.time.Instant;
import java.util.UUID;

/** The row of {@code list.head}: the newest revision, when it was made, and of which list it is one. */
record Head(UUID lineage, long revision, Instant changedAt) {}
