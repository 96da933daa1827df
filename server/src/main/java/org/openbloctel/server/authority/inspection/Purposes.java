package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.forms.KeptForm;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The purpose for which an inspector reads complaints, chosen from a list once for a while of work and kept in the session. Pages that show what a person
 * wrote require one, and record it with each reading. Thread-safe.
 */
@Component
public final class Purposes {
    /** The longest note that is kept. */
    public static final int MAX = 150;

    /** After so long it is asked again. */
    static final Duration HOLDS = Duration.ofHours(1);

    private static final Pattern WITHOUT_LETTERS = Pattern.compile("[^\\p{L}]+");

    private static final String BETWEEN = "[\\h./_()\\p{Pd}]{0,3}";

    /** What a text that is refused may have, but no audit trail: the code of another country, and that of France without a sign before it. */
    private static final Pattern ABROAD = Pattern.compile("(?:\\+|(?<!\\d)00(?=" + BETWEEN + "[1-9]))(?:" + BETWEEN
            + "\\d){8,15}(?!\\d)|(?<!\\d)33" + BETWEEN + "[1-9](?:" + BETWEEN + "\\d){8}(?!" + BETWEEN + "\\d)");

    private static final String BEFORE_NOTE = ": ";

    private static final String TEXT = "org.openbloctel.server.inspection.Purposes.text"; // in stored sessions
    private static final String GIVEN = "org.openbloctel.server.inspection.Purposes.given"; // in stored sessions

    private static final String KEY = "inspection.purpose.";

    private final MessageSource texts;

    Purposes(MessageSource texts) {
        this.texts = texts;
    }

    /** The list, for a form: texts by names. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", text(KEY + "choose"));
        for (ReadingPurpose one : ReadingPurpose.values()) {
            options.put(one.name(), text(KEY + one.name()));
        }
        return options;
    }

    /** A purpose as the trail has it, in words. One that the version before wrote stays as it was typed. */
    public String spelled(String purpose) {
        int colon = purpose.indexOf(BEFORE_NOTE);
        String name = colon < 0 ? purpose : purpose.substring(0, colon);
        return one(name)
                .map(one -> text(KEY + one.name())
                        + (colon < 0 ? "" : " – " + purpose.substring(colon + BEFORE_NOTE.length())))
                .orElse(purpose);
    }

    private String text(String key) {
        return Objects.requireNonNull(texts.getMessage(key, null, LocaleContextHolder.getLocale()));
    }

    private static Optional<ReadingPurpose> one(String name) {
        return Arrays.stream(ReadingPurpose.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    /** The purpose given in this session within the last hour, as the trail has it. */
    public Optional<String> current(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(TEXT) instanceof String text
                        && session.getAttribute(GIVEN) instanceof Instant given
                        && now.isBefore(given.plus(HOLDS))
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Gives the purpose of what is read from now on. */
    public void give(HttpServletRequest request, PurposeForm form, Instant now) {
        request.getSession().setAttribute(TEXT, read(form));
        request.getSession().setAttribute(GIVEN, now);
    }

    /** The name of a purpose from the list, and its note. */
    static String read(PurposeForm form) {
        ReadingPurpose purpose =
                one(form.purpose()).orElseThrow(() -> new RefusedException(new InspectionRefusal.NoPurpose(MAX)));
        String note = note(form.note());
        if (note.isEmpty() && purpose == ReadingPurpose.OTHER) {
            throw new RefusedException(new InspectionRefusal.NoPurpose(MAX));
        }
        return note.isEmpty() ? purpose.name() : purpose.name() + BEFORE_NOTE + note;
    }

    /** One line, without the numbers of persons: the audit trail has it. */
    static String note(String typed) {
        String line = typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String text = WITHOUT_LETTERS.matcher(line).replaceAll(part -> withoutNumbers(part.group()));
        if (text.length() > MAX) {
            throw new RefusedException(new InspectionRefusal.NoPurpose(MAX));
        }
        return text;
    }

    private static String withoutNumbers(String part) {
        return Matcher.quoteReplacement(
                NumbersInTexts.without(ABROAD.matcher(part).replaceAll("…")));
    }

    /** Ends the purpose. */
    public void end(HttpServletRequest request) {
        request.getSession().removeAttribute(TEXT);
        request.getSession().removeAttribute(GIVEN);
    }

    /**
     * The purpose for which an inspector reads, as chosen.
     *
     * @param purpose the name of one from the list
     * @param note what makes it precise, such as the reference of a case; may be empty
     */
    public record PurposeForm(String purpose, String note) implements KeptForm {
        /** Nothing chosen yet. */
        public static final PurposeForm EMPTY = new PurposeForm("", "");

        /** Empty where none was typed. */
        public PurposeForm {
            purpose = requireNonNullElse(purpose, "");
            note = requireNonNullElse(note, "");
        }
    }

    /** The purposes for which inspectors read complaints. Names are permanent: the audit trail has them. */
    enum ReadingPurpose {
        /** To sort what came in. */
        TRIAGE,
        /** To work on a case. */
        CASE,
        /** To answer the person who complained. */
        COMPLAINANT,
        /** To look into a flood of complaints, or a signal. */
        WAVE,
        /** To review another inspector's work. */
        REVIEW,
        /** A court or another authority asks by law. */
        AUTHORITY,
        /** Another one, which a note states. */
        OTHER
    }
}
