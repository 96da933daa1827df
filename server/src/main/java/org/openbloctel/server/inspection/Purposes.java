package org.openbloctel.server.inspection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.refusal.InspectionRefusal;
import org.openbloctel.registry.refusal.NumbersInTexts;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.stereotype.Component;

/**
 * The purpose for which an inspector reads complaints, asked once for a while of work and kept in the session. Pages that show what a person
 * wrote require one, and record it with each reading. Stateless.
 */
@Component
public final class Purposes {
    /** The longest purpose that is kept. */
    public static final int MAX = 200;

    /** After so long it is asked again. */
    static final Duration HOLDS = Duration.ofHours(1);

    private static final Pattern WITHOUT_LETTERS = Pattern.compile("[^\\p{L}]+");

    private static final String BETWEEN = "[\\h./_()\\p{Pd}]{0,3}";

    /** What a text that is refused may have, but no audit trail: the code of another country, and that of France without a sign before it. */
    private static final Pattern ABROAD = Pattern.compile("(?:\\+|(?<!\\d)00(?=" + BETWEEN + "[1-9]))(?:" + BETWEEN
            + "\\d){8,15}(?!\\d)|(?<!\\d)33" + BETWEEN + "[1-9](?:" + BETWEEN + "\\d){8}(?!" + BETWEEN + "\\d)");

    private static final String TEXT = Purposes.class.getName() + ".text";
    private static final String GIVEN = Purposes.class.getName() + ".given";

    Purposes() {}

    /** The purpose given in this session within the last hour. */
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
    public void give(HttpServletRequest request, String typed, Instant now) {
        request.getSession().setAttribute(TEXT, read(typed));
        request.getSession().setAttribute(GIVEN, now);
    }

    /** One line, without the numbers of persons: the audit trail has it. */
    static String read(String typed) {
        String line = typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String text = WITHOUT_LETTERS.matcher(line).replaceAll(part -> withoutNumbers(part.group()));
        if (text.isEmpty() || text.length() > MAX) {
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
}
