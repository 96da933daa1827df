package org.openbloctel.server.portal.company;

import java.time.InstantSource;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.Plans;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a professional has to do, and what it costs today. */
@Controller
final class PricePages {
    private final Plans plans;
    private final InstantSource clock;

    PricePages(Plans plans, InstantSource clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @GetMapping("/professionnels")
    String prices(Model model) {
        model.addAttribute("plans", plans.on(LegalCalendar.today(clock)));
        return "portal/professionals";
    }
}
