package org.openbloctel.registry.calls.consent;

import java.util.List;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The consents of one number that any company claims, for inspectors. Changes nothing. Thread-safe. */
public final class ConsentSearch {
    private final NumberPrints prints;
    private final GivenConsentRows given;

    /** In this database. */
    public ConsentSearch(Database database, MasterKeys keys) {
        this.prints = new NumberPrints(database, keys);
        this.given = new GivenConsentRows(database);
    }

    /** By the company's name, the latest of each first. */
    public List<GivenConsent> of(long e164) {
        return given.ofNumber(prints.printer().print(Consents.ALL, e164));
    }
}
