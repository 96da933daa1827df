package org.openbloctel.registry.platform.session;

import java.time.Instant;

/**
 * How the session of a person began.
 *
 * @param actor who: a kind and an id, as the security log has it
 * @param whole whether all factors of that person were given
 * @param at when
 * @param network the client's address, or its first 64 bits in IPv6, as the security log has it
 * @param device the client's program, in the words of the security log; may be empty
 */
public record SessionStart(String actor, boolean whole, Instant at, String network, String device) {}
