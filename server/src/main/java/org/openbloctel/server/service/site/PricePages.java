package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.callfiles.sftp.SftpDoor;
import org.openbloctel.server.platform.access.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The public page on plans and prices, and on the ways in which call files come. */
@Controller
record PricePages(Plans plans, Mailbox mailbox, SftpDoor sftp, InstantSource clock) {
    @Access(ANYONE)
    @GetMapping("/professionnels")
    String prices(Model model) {
        model.addAttribute("plans", plans.on(LegalCalendar.today(clock)));
        // As the choices of a message ask for it: 1 where files come in that way.
        model.addAttribute("mail", mailbox.address().isPresent() ? 1 : 0);
        model.addAttribute("sftp", sftp.isRunning() ? 1 : 0);
        return "portal/professionals";
    }
}
