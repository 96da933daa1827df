package org.openbloctel.acceptance.browser;

import java.util.stream.Stream;

/**
 * How a visitor looks at the portal.
 *
 * @param width of the window, in pixels of CSS
 * @param height of the window
 * @param language what the browser asks for: {@code fr-FR} or {@code en-GB}
 * @param dark whether they prefer dark
 * @param script whether JavaScript runs
 * @param keyboard whether they use nothing but the keyboard
 */
public record Look(int width, int height, String language, boolean dark, boolean script, boolean keyboard) {
    /** A desk: wide, French, light, with JavaScript. */
    public static final Look WIDE = new Look(1280, 900, "fr-FR", false, true, false);

    /** The looks of a journey: wide, narrow without JavaScript, and narrow by the keyboard alone. */
    static Stream<Look> threeWays() {
        return ways(WIDE, WIDE.withoutScript().narrow(), WIDE.narrow().byKeyboard());
    }

    /** The looks of a {@link Journey} or another test with the tag {@code looks}: {@code make check} takes the first, {@code make check-long} the others. */
    static Stream<Look> ways(Look... looks) {
        return switch (System.getProperty("looks", "all")) {
            case "first" -> Stream.of(looks).limit(1);
            case "others" -> Stream.of(looks).skip(1);
            default -> Stream.of(looks);
        };
    }

    /** The narrowest that has to do without scrolling sideways: a small phone, or 400 % zoom. */
    public Look narrow() {
        return new Look(320, 640, language, dark, script, keyboard);
    }

    /** In English. */
    public Look english() {
        return new Look(width, height, "en-GB", dark, script, keyboard);
    }

    /** Dark. */
    public Look inTheDark() {
        return new Look(width, height, language, true, script, keyboard);
    }

    /** Without JavaScript. */
    public Look withoutScript() {
        return new Look(width, height, language, dark, false, keyboard);
    }

    /** Without a mouse. */
    public Look byKeyboard() {
        return new Look(width, height, language, dark, script, true);
    }

    /** For a file's name. */
    public String slug() {
        return language.substring(0, 2) + (width < 640 ? "-narrow" : "-wide") + (dark ? "-dark" : "");
    }
}
