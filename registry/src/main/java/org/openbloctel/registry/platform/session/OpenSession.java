package org.openbloctel.registry.platform.session;

import java.time.Duration;
import java.util.UUID;

/**
 * A session of a person, as that person may see it.
 *
 * @param id names it in a form; opens nothing
 * @param begun how it began
 * @param unused how long ago it was last used, a minute more at most
 * @param current whether it is the one that asks
 */
public record OpenSession(UUID id, SessionStart begun, Duration unused, boolean current) {}
