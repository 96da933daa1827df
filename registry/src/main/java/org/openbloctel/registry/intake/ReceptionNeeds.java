package org.openbloctel.registry.intake;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the reception of files needs of others.
 *
 * @param allowance whether a company may submit anything
 * @param links finds the campaign of a file
 * @param revision the revision of the list; empty when there is none to check by
 * @param received is told the id of each new submission, to be scrubbed, in the transaction that writes its row
 */
public record ReceptionNeeds(
        Allowance allowance, CampaignLinks links, Supplier<OptionalLong> revision, Consumer<UUID> received) {}
