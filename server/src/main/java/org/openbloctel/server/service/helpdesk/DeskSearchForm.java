package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.openbloctel.server.platform.forms.KeptForm;

/** Words that questions are searched by, as typed: kept in the session, since words about a person may not stand in an address. */
record DeskSearchForm(String words) implements KeptForm {
    private static final String KEPT = "org.openbloctel.server.helpdesk.DeskSearchForm"; // in stored sessions

    DeskSearchForm {
        words = requireNonNullElse(words, "").strip();
    }

    /** What was typed last. */
    static DeskSearchForm kept(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return new DeskSearchForm(session != null && session.getAttribute(KEPT) instanceof String words ? words : "");
    }

    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, words);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "DeskSearchForm";
    }
}
