package org.openbloctel.registry.service.helpdesk;

import java.text.Normalizer;
import java.util.Locale;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TextKeyRows;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** The texts of tickets, which the database must not show: encrypted for one ticket and one place each, their words as keyed prints. */
final class TicketSeal {
    private TicketSeal() {}

    /** By the one key of tickets. */
    static SealedTexts texts(Database database, MasterKeys keys) {
        return new SealedTexts("ticket", keys, TicketSeal::plain, new TextKeyRows(database, "accounts.ticket_key"));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
    }
}
