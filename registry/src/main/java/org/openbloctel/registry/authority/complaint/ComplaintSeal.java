package org.openbloctel.registry.authority.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TextKeyRows;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.SealedTexts;

/**
 * What complaints hold that the database must not show: texts, encrypted for one complaint and one column each; words, wordings and
 * networks, as keyed prints. Thread-safe.
 *
 * @param texts by the one key of complaints
 */
record ComplaintSeal(SealedTexts texts) {
    /** A shorter wording is the same by chance: "appel pour l’isolation". */
    private static final int MIN_WORDING = 40;

    ComplaintSeal(Database database, MasterKeys keys) {
        this(new SealedTexts(
                "complaint", keys, WrittenMoment::plain, new TextKeyRows(database, "accounts.complaint_key")));
    }

    /** The number that was called, which the database keeps sealed; null for none. */
    static @Nullable PhoneNumber number(@Nullable UUID sealed, Database database) {
        return sealed == null
                ? null
                : new PhoneNumber(database.accountsNumbers().open(sealed));
    }

    /** Texts and prints of a new complaint; each is null for none. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Hidden(
            byte @Nullable [] named,
            byte @Nullable [] said,
            byte @Nullable [] identity,
            Long @Nullable [] words,
            byte @Nullable [] wording,
            byte @Nullable [] network) {}

    /**
     * Hides what a complaint says.
     *
     * @param address the visitor's; null for none
     */
    Hidden hide(UUID id, Filing.Words words, @Nullable String address) {
        Long[] prints = texts.words(words.company(), words.said());
        return new Hidden(
                texts.seal(id, "named", words.company()),
                texts.seal(id, "said", words.said()),
                texts.seal(id, "identity", words.identity()),
                prints.length == 0 ? null : prints,
                wording(words.said()),
                texts.network(address));
    }

    /** The print of a wording without its accents, capitals, digits and punctuation; null for one too short to compare. */
    private byte @Nullable [] wording(String text) {
        String letters = WrittenMoment.plain(text).replaceAll("[^a-z]+", " ").strip();
        return letters.length() < MIN_WORDING ? null : texts.print("wording", letters);
    }

    /** The id of a visitor's complaint: {@linkplain SealedTexts#id the same} for the same answers of the same form. */
    UUID id(String once, Filing filing) {
        Filing.Words words = filing.words();
        CallingNumber caller = filing.caller();
        return texts.id(
                once,
                filing.number().e164(),
                caller == null ? "" : caller.value(),
                filing.calls(),
                filing.subject(),
                filing.contract(),
                filing.agreed(),
                filing.refusedOn(),
                filing.doors(),
                words.company(),
                words.said(),
                words.identity(),
                filing.departement(),
                filing.display(),
                filing.speaker());
    }

    /** The part of a secret link that cannot be guessed. */
    byte[] link(String purpose, String about) {
        return texts.print("link " + purpose, about);
    }
}
