package org.openbloctel.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a mail's text.
 *
 * @param text as it stands there
 * @param link whether it is an address of the web
 */
record Piece(String text, boolean link) {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");

    /** The text cut at its addresses. */
    static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        int end = 0;
        while (address.find()) {
            pieces.add(new Piece(text.substring(end, address.start()), false));
            pieces.add(new Piece(address.group(), true));
            end = address.end();
        }
        pieces.add(new Piece(text.substring(end), false));
        return pieces;
    }
}
