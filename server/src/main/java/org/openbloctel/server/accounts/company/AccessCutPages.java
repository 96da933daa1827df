package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.accounts.company.AccessCut;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "This was not me": the page behind the link in the mail about an act. Only its buttons cut anything. */
@Controller
final class AccessCutPages {
    private static final String PATH = "/professionnels/pas-moi";
    private static final String KIND = "access-cut";

    private final AccessCut access;

    AccessCutPages(AccessCut access) {
        this.access = access;
    }

    @Access(ANYONE)
    @GetMapping(PATH)
    String ask(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        Member suspect = access.look(token).orElse(null);
        if (suspect == null) {
            return LinkOver.page(KIND, model, response);
        }
        model.addAttribute("member", suspect.name());
        model.addAttribute("token", token);
        return "company/access-cut";
    }

    @Access(ANYONE)
    @PostMapping(PATH)
    String cut(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @RequestParam(name = "tous", defaultValue = "false") boolean whole,
            Model model,
            HttpServletResponse response) {
        String suspect = access.look(token).map(Member::name).orElse("");
        try {
            access.cut(token, whole);
        } catch (RefusedException used) {
            return LinkOver.page(KIND, model, response);
        }
        model.addAttribute("member", suspect);
        model.addAttribute("whole", whole);
        return "company/access-cut-done";
    }
}
