package org.openbloctel.server.demo;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The demo's mail: a list, and one mail as its text with links that can be followed. Not found where there is no demo. */
@Controller
final class DemoMailPages {
    private final ObjectProvider<DemoMailbox> mailbox;

    DemoMailPages(ObjectProvider<DemoMailbox> mailbox) {
        this.mailbox = mailbox;
    }

    @Access(ANYONE)
    @GetMapping("/demo/mail")
    String mails(Model model) {
        model.addAttribute("mails", mailbox().mails());
        return "demo/mails";
    }

    @Access(ANYONE)
    @GetMapping("/demo/mail/{id}")
    String mail(@PathVariable String id, Model model) {
        DemoMailbox.Kept kept = mailbox().mail(uuid(id)).orElseThrow(DemoMailPages::notFound);
        List<Piece> pieces = Piece.of(kept.mail().text());
        model.addAttribute("kept", kept);
        model.addAttribute("pieces", pieces);
        return "demo/mail";
    }

    private DemoMailbox mailbox() {
        DemoMailbox box = mailbox.getIfAvailable();
        if (box == null) {
            throw notFound();
        }
        return box;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static RefusedException notFound() {
        return new RefusedException(new RequestRefusal.NotFound());
    }
}
