package org.openbloctel.server.calls.mailbox;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.util.Optional;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.LayoutModel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells how to send a call file by mail, or that this service takes none. */
@Controller
final class MailboxPages implements LayoutModel.HiddenLink {
    private static final String HELP = "/aide/par-e-mail";

    private final Optional<String> address;

    MailboxPages(Mailbox mailbox) {
        this.address = mailbox.address();
    }

    @Access(ANYONE)
    @GetMapping(HELP)
    String help(Model model) {
        model.addAttribute("address", address.orElse(null));
        model.addAttribute("plus", address.map(MailboxPages::withCampaign).orElse(""));
        return "mailbox/help";
    }

    @Override
    public boolean hides(String path) {
        return path.equals(HELP) && address.isEmpty();
    }

    /** {@code depot+nom-de-la-campagne@example.org}. */
    private static String withCampaign(String address) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at) + "+nom-de-la-campagne" + address.substring(at);
    }
}
