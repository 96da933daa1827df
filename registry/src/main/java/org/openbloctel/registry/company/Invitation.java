package org.openbloctel.registry.company;

import java.time.Instant;
import java.util.UUID;

/**
 * A person invited to join a company.
 *
 * @param id the invitation's
 * @param company into which company
 * @param companyName its name
 * @param email where the link went
 * @param role what they will be
 * @param expiresAt until when
 */
public record Invitation(UUID id, UUID company, String companyName, String email, Role role, Instant expiresAt) {}
