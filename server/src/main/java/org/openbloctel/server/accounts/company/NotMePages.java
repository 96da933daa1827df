package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.accounts.company.AccessCut;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages behind the links of two mails: "this was not me", about an act, and the one that says that a second factor will be withdrawn. Only
 * their buttons do anything.
 */
@Controller
record NotMePages(AccessCut access, FactorWithdrawals withdrawals) {
    private static final String ACCESS_CUT_PATH = "/professionnels/pas-moi";
    private static final String ACCESS_CUT = "access-cut";
    private static final String KEEP_FACTOR_PATH = "/professionnels/garder-mon-second-facteur";
    private static final String KEEP_FACTOR = "keep-factor";

    @Access(ANYONE)
    @GetMapping(ACCESS_CUT_PATH)
    String askToCut(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        Member suspect = access.look(token).orElse(null);
        if (suspect == null) {
            return LinkOver.page(ACCESS_CUT, model, response);
        }
        model.addAttribute("member", suspect.name());
        model.addAttribute("token", token);
        return "company/access-cut";
    }

    @Access(ANYONE)
    @PostMapping(ACCESS_CUT_PATH)
    String cut(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @RequestParam(name = "tous", defaultValue = "false") boolean whole,
            Model model,
            HttpServletResponse response) {
        String suspect = access.look(token).map(Member::name).orElse("");
        try {
            access.cut(token, whole);
        } catch (RefusedException used) {
            return LinkOver.page(ACCESS_CUT, model, response);
        }
        model.addAttribute("member", suspect);
        model.addAttribute("whole", whole);
        return "company/access-cut-done";
    }

    @Access(ANYONE)
    @GetMapping(KEEP_FACTOR_PATH)
    String askToKeepFactor(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return withdrawals.look(token).isPresent()
                ? kept(token, false, model)
                : LinkOver.page(KEEP_FACTOR, model, response);
    }

    @Access(ANYONE)
    @PostMapping(KEEP_FACTOR_PATH)
    String keepFactor(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        try {
            withdrawals.stop(token);
        } catch (RefusedException used) {
            return LinkOver.page(KEEP_FACTOR, model, response);
        }
        return kept(token, true, model);
    }

    private static String kept(String token, boolean stopped, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("stopped", stopped);
        return "company/keep-factor";
    }

    /** The page of a link that was used, or is too old. */
    static final class LinkOver {
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
}
