package org.openbloctel.server.demo;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The demo's mail: a list, and one mail as its text with links that can be followed. The codes of its second factors and of its letters to
 * companies, renewed by the browser itself. Not found where there is no demo.
 */
@Controller
final class DemoPages {
    /** Half of the time that a code is shown by an authenticator. */
    private static final String SECONDS = "15";

    private final ObjectProvider<DemoMailbox> mailbox;
    private final ObjectProvider<DemoCodes> codes;

    DemoPages(ObjectProvider<DemoMailbox> mailbox, ObjectProvider<DemoCodes> codes) {
        this.mailbox = mailbox;
        this.codes = codes;
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
        DemoMailbox.Kept kept = mailbox().mail(uuid(id)).orElseThrow(DemoPages::notFound);
        List<Piece> pieces = Piece.of(kept.mail().text());
        model.addAttribute("kept", kept);
        model.addAttribute("pieces", pieces);
        return "demo/mail";
    }

    @Access(ANYONE)
    @GetMapping("/demo/codes")
    String codes(Model model, HttpServletResponse response) {
        DemoCodes demo = codes.getIfAvailable();
        if (demo == null) {
            throw notFound();
        }
        response.setHeader("Refresh", SECONDS);
        model.addAttribute("codes", demo.now());
        model.addAttribute("letters", demo.letters());
        return "demo/codes";
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

    /**
     * A piece of a mail's text.
     *
     * @param text as it stands there
     * @param link whether it is an address of the web
     */
    record Piece(String text, boolean link) {
        private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");

        /** The text cut at its addresses. */
        static List<Piece> of(String text) {
            List<Piece> pieces = new ArrayList<>();
            Matcher address = ADDRESS.matcher(text);
            int end = 0;
            while (address.find()) {
                pieces.add(new Piece(text.substring(end, address.start()), false));
                pieces.add(new Piece(address.group(), true));
                end = address.end();
            }
            pieces.add(new Piece(text.substring(end), false));
            return pieces;
        }
    }
}
