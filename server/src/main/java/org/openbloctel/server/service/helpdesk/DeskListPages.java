package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The questions on the operator's desk: filtered, sorted, page by page or as a table. */
@Controller
record DeskListPages(DeskListShown shown) {
    @Access(STAFF)
    @GetMapping(DeskQuery.PATH)
    String list(SignedIn.Staff who, @ModelAttribute DeskQuery query, HttpServletRequest request, Model model) {
        DeskSearchForm typed = DeskSearchForm.kept(request);
        model.addAttribute("typed", typed);
        return shown.page(model, who, query, typed.words());
    }

    /** Keeps the words, and leads to the list. */
    @Access(STAFF)
    @PostMapping(DeskQuery.PATH)
    String search(
            SignedIn.Staff who,
            @ModelAttribute DeskQuery query,
            @SentForm.Named("typed") SentForm<DeskSearchForm> sent,
            HttpServletRequest request) {
        String words = sent.form().words();
        if (!HelpDesk.isReference(words)
                && new TypedTexts(sent)
                        .read("words", words, WrittenText::searched)
                        .areWrong()) {
            return shown.page(sent.model(), who, query, "");
        }
        sent.form().keep(request);
        return "redirect:" + query.address(DeskQuery.PATH, 1);
    }

    /** The same list as a table, without pages. */
    @Access(STAFF)
    @GetMapping(DeskQuery.PATH + ".csv")
    ResponseEntity<String> table(SignedIn.Staff who, @ModelAttribute DeskQuery query, HttpServletRequest request) {
        return shown.table(who, query, DeskSearchForm.kept(request).words());
    }

    /** Words that questions are searched by, as typed: kept in the session, since words about a person may not stand in an address. */
    record DeskSearchForm(String words) implements KeptForm {
        private static final String KEPT = "org.openbloctel.server.helpdesk.DeskSearchForm"; // in stored sessions

        DeskSearchForm {
            words = requireNonNullElse(words, "").strip();
        }

        /** The last input. */
        static DeskSearchForm kept(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return new DeskSearchForm(
                    session != null && session.getAttribute(KEPT) instanceof String words ? words : "");
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
}
