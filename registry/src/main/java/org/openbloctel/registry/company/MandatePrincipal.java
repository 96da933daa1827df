package org.openbloctel.registry.company;

import java.util.UUID;

/**
 * A company that one acts for.
 *
 * @param id its id
 * @param name its name
 * @param siren its SIREN
 */
public record MandatePrincipal(UUID id, String name, String siren) {}
