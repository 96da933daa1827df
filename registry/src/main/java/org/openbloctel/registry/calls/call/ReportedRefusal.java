package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.util.UUID;

/** The latest refusal to a principal. */
public record ReportedRefusal(UUID principal, Instant at) {}
