package org.openbloctel.registry.company;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** A feature with rows that only mean something while their company exists. */
public interface CompanyKeeper {
    /** Those of some companies that it has such rows of: they are not erased. */
    Set<UUID> kept(Collection<UUID> companies);
}
