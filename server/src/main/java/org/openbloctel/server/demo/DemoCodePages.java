package org.openbloctel.server.demo;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The codes of the demo's second factors and of its letters to companies, renewed by the browser itself. Not found where there is no demo. */
@Controller
final class DemoCodePages {
    /** Half of the time that a code is shown by an authenticator. */
    private static final String SECONDS = "15";

    private final ObjectProvider<DemoCodes> codes;

    DemoCodePages(ObjectProvider<DemoCodes> codes) {
        this.codes = codes;
    }

    @Access(ANYONE)
    @GetMapping("/demo/codes")
    String codes(Model model, HttpServletResponse response) {
        DemoCodes demo = codes.getIfAvailable();
        if (demo == null) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        response.setHeader("Refresh", SECONDS);
        model.addAttribute("codes", demo.now());
        model.addAttribute("letters", demo.letters());
        return "demo/codes";
    }
}
