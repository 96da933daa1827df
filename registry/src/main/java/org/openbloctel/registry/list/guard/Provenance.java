package org.openbloctel.registry.list.guard;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * Where a company's numbers come from, in the words of an owner who gave the second factor again: of a held file, or after a stop. It lets
 * nothing go by itself: a person of the operator reads it and decides.
 *
 * @param papers an address of papers; null without any
 * @param by who said it
 */
public record Provenance(String text, @Nullable String papers, String by, Instant at) {
    /** The longest text. */
    public static final int MAX_TEXT = 2_000;

    /** The operator's people are told once within this time of one stop or file, however often its owner says something. */
    public static final Duration QUIET = Duration.ofHours(1);

    private static final int MAX_ADDRESS = 500;

    /** What the numbers belong to. */
    public enum About {
        /** A held file. */
        FILE,
        /** A stop of the company. */
        STOP
    }

    /** Is called when an owner has given a provenance, in the transaction that stores it; not for each within {@link #QUIET}. */
    @FunctionalInterface
    public interface Alarm {
        /** Gets neither the text nor a number. */
        void said(UUID company, About about);
    }

    /** Reads what an owner typed; refuses what is blank, too long, holds a phone number, or is no address of a page. */
    public static Provenance read(String text, String papers, String by, Instant at) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField("text"));
        }
        NumbersInTexts.refuse("text", words);
        String address = papers.strip();
        if (!address.isEmpty() && !isPage(address)) {
            throw new RefusedException(new RequestRefusal.UnreadableField("papers"));
        }
        return new Provenance(words, address.isEmpty() ? null : address, by, at);
    }

    private static boolean isPage(String address) {
        try {
            URI uri = URI.create(address);
            return address.length() <= MAX_ADDRESS
                    && "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Writes to the operator's people that an owner said where numbers come from: they read it on the page that the mail leads to. */
    public static final class AlarmMails implements Alarm {
        private final CompanyAlarms mails;

        /** Sends through these mails. */
        public AlarmMails(CompanyAlarms mails) {
            this.mails = mails;
        }

        @Override
        public void said(UUID company, About about) {
            mails.toStaff(
                    company,
                    switch (about) {
                        case FILE -> "guard/provenance-of-file";
                        case STOP -> "guard/provenance-of-stop";
                    },
                    Map.of("id", company.toString()));
        }
    }
}
