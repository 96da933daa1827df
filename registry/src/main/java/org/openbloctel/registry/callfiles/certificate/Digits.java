package org.openbloctel.registry.callfiles.certificate;

import java.util.regex.Pattern;

/** Hides what may be a phone number in a name that people gave to a file or a campaign. Stateless. */
final class Digits {
    /** Nine digits and more in a row, or a French number as people write it in pairs. */
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}{9,}|(?<!\\p{Nd})(?:\\+?33|0)[ ._-]?\\p{Nd}(?:[ ._-]?\\p{Nd}{2}){4}(?!\\p{Nd})");

    private Digits() {}

    static String masked(String name) {
        return NUMBER.matcher(name)
                .replaceAll(found ->
                        "•".repeat(found.group().codePointCount(0, found.group().length())));
    }
}
