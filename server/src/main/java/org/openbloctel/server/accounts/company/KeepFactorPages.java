package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind the mail that says that a second factor will be withdrawn: its holder stops it by the button. */
@Controller
final class KeepFactorPages {
    private static final String PATH = "/professionnels/garder-mon-second-facteur";
    private static final String KIND = "keep-factor";

    private final FactorWithdrawals withdrawals;

    KeepFactorPages(FactorWithdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    @Access(ANYONE)
    @GetMapping(PATH)
    String ask(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return withdrawals.look(token).isPresent() ? page(token, false, model) : LinkOver.page(KIND, model, response);
    }

    @Access(ANYONE)
    @PostMapping(PATH)
    String stop(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        try {
            withdrawals.stop(token);
        } catch (RefusedException used) {
            return LinkOver.page(KIND, model, response);
        }
        return page(token, true, model);
    }

    private static String page(String token, boolean stopped, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("stopped", stopped);
        return "company/keep-factor";
    }
}
