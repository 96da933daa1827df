package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;

/**
 * The typed search of an inspector: kept in the session, since neither a number nor words of a complaint may stand in an address.
 *
 * @param number the calling number
 * @param words of the complaint, or its reference
 * @param company its SIREN or name; not kept, since the list's address has its id
 */
record TypedSearch(String number, String words, String company) {
    static final TypedSearch NOTHING = new TypedSearch("", "", "");

    private static final String KEPT = "org.openbloctel.server.inspection.TypedSearch"; // in stored sessions

    TypedSearch {
        number = requireNonNullElse(number, "").strip();
        words = requireNonNullElse(words, "").strip();
        company = requireNonNullElse(company, "").strip();
    }

    /** What was typed last. */
    static TypedSearch kept(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(KEPT) instanceof List<?> list && list.size() == 2
                ? new TypedSearch(String.valueOf(list.getFirst()), String.valueOf(list.getLast()), "")
                : NOTHING;
    }

    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, List.of(number, words));
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "TypedSearch";
    }
}
