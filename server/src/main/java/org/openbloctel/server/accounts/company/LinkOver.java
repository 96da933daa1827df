package org.openbloctel.server.accounts.company;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;

/** The page of a link that was used, or is too old. */
final class LinkOver {
    private LinkOver() {}

    /**
     * Shows it.
     *
     * @param kind of the link: the end of the text's key
     */
    static String page(String kind, Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_GONE);
        model.addAttribute("kind", kind);
        return "company/link-over";
    }
}
