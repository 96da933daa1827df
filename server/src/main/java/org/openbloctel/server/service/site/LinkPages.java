package org.openbloctel.server.service.site;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SecretLinks;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that brings the secret of a link to the server: a script sends what stands behind the {@code #}, a person without scripts pastes it. */
@Controller
final class LinkPages {
    @Access(ANYONE)
    @GetMapping(SecretLinks.OPEN)
    String form(@RequestParam(name = "vers", defaultValue = "") String to, Model model) {
        if (!SecretLinks.isBehind(to)) {
            return "redirect:/";
        }
        model.addAttribute("form", new LinkForm(to, ""));
        return "portal/link";
    }

    @Access(ANYONE)
    @PostMapping(SecretLinks.OPEN)
    String open(SentForm<LinkForm> sent, HttpServletRequest request) {
        LinkForm form = sent.form();
        if (!SecretLinks.isBehind(form.vers())) {
            return "redirect:/";
        }
        return SecretLinks.secret(form.jeton())
                .map(secret -> "redirect:" + SecretLinks.open(request, form.vers(), secret))
                .orElseGet(() -> {
                    sent.reject("jeton", "link", "portal.link.wrong");
                    return "portal/link";
                });
    }

    /**
     * A link, as pasted.
     *
     * @param vers the page that it opens
     * @param jeton its secret, or the whole link
     */
    record LinkForm(String vers, String jeton) implements KeptForm {
        LinkForm {
            vers = requireNonNullElse(vers, "");
            jeton = requireNonNullElse(jeton, "");
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "LinkForm";
        }
    }
}
