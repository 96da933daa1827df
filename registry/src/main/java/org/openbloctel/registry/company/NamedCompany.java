package org.openbloctel.registry.company;

import java.util.UUID;

/**
 * A company by its names.
 *
 * @param id its id
 * @param siren its SIREN; of the verified companies each has another one
 * @param name its name
 * @param verified whether the operator has verified it and not suspended it
 */
public record NamedCompany(UUID id, String siren, String name, boolean verified) {}
