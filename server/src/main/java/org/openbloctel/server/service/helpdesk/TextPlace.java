package org.openbloctel.server.service.helpdesk;

import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.ui.Model;

/**
 * Where the staff write one kind of texts: a list, and a form for a new text and for each known one.
 *
 * @param list the address of the list
 * @param template the form's
 * @param done the message after a text was kept
 * @param removed the message after one was removed
 */
record TextPlace(String list, String template, String done, String removed) {
    /** The last part of the address of the form for a new text. */
    static final String NEW = "nouvelle";

    /** The form at an address below the list. */
    String form(Model model, String place) {
        model.addAttribute("action", list + "/" + place);
        model.addAttribute("known", !place.equals(NEW));
        return template;
    }

    /** The way back to the list after a text was kept. */
    String kept(NextPage next) {
        next.done(done);
        return "redirect:" + list;
    }

    /** The way back to the list after one was removed. */
    String withoutIt(NextPage next) {
        next.done(removed);
        return "redirect:" + list;
    }
}
