package org.openbloctel.registry.calls.mailbox;

import java.util.List;
import java.util.Locale;

/** Says refusals in words. */
@FunctionalInterface
public interface RefusalWords {
    /**
     * A refusal in words.
     *
     * @param code its code
     * @param arguments its fields as text
     */
    Said say(String code, List<String> arguments, Locale locale);

    /** What happened, and what to do. */
    record Said(String detail, String cure) {}
}
