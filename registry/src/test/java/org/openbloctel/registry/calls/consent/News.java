package org.openbloctel.registry.calls.consent;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** What tells companies of consents, in a test's database: mails in its outbox, no webhook that anybody made. */
public final class News {
    private News() {}

    /** In this database. */
    public static ConsentNews in(Database database, InstantSource clock, AuditTrail audit) {
        Webhooks webhooks = new Webhooks(
                database, clock, audit, MasterKeys.generate(), new Webhooks.Needs(event -> {}, url -> {}, true));
        return new ConsentNews(database, audit, new Outbox(database, clock), webhooks);
    }
}
