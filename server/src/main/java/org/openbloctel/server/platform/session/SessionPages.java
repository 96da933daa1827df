package org.openbloctel.server.platform.session;

import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.session.Sessions;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The pages on which people see and end their sessions. Ending one takes no second factor: it only removes power, and a thief who ends the
 * owner's session gains nothing.
 */
@Controller
@RequestMapping({
    "/espace/appareils",
    "/pro/securite/appareils",
    "/operateur/securite/appareils",
    "/inspection/securite/appareils"
})
record SessionPages(Sessions sessions, Credentials credentials, SecurityNotes traces) {
    @Access(ACCOUNT_HOLDER)
    @GetMapping
    String list(SignedIn who, Browser browser, Model model) {
        List<Row> rows = sessions.of(who.actor(), since(who), browser.session()).stream()
                .map(Row::of)
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("others", rows.stream().anyMatch(row -> !row.current()));
        model.addAttribute("root", browser.request().getRequestURI());
        model.addAttribute("security", who instanceof SignedIn.Consumer ? null : root(who) + "/securite");
        return "session/list";
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/{id}/fin")
    String end(SignedIn who, @PathVariable("id") UUID id, HttpServletRequest request, NextPage next) {
        if (sessions.end(who.actor(), id)) {
            traces.note(Kind.SESSION_ENDED, who.actor(), "session:" + id, request);
            next.done("session.ended");
        } else {
            next.done("session.over");
        }
        return redirect(who);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/autres")
    String endOthers(SignedIn who, Browser browser, NextPage next) {
        List<UUID> ended = sessions.endOthers(who.actor(), browser.session());
        ended.forEach(id -> traces.note(Kind.SESSION_ENDED, who.actor(), "session:" + id, browser.request()));
        next.done("session.ended.others");
        return redirect(who);
    }

    /** Sessions from before the last change of password or second factor are over, though their rows may still be there. */
    private Instant since(SignedIn who) {
        return switch (who) {
            case SignedIn.Member member ->
                credentials.sessionsSince(member.id()).orElse(Instant.EPOCH);
            case SignedIn.Staff staff -> credentials.sessionsSince(staff.id()).orElse(Instant.EPOCH);
            case SignedIn.Inspector inspector ->
                credentials.sessionsSince(inspector.id()).orElse(Instant.EPOCH);
            case SignedIn.Consumer consumer -> Instant.EPOCH;
            case SignedIn.Key key -> Instant.EPOCH;
        };
    }

    private static String redirect(SignedIn who) {
        return "redirect:" + root(who) + (who instanceof SignedIn.Consumer ? "" : "/securite") + "/appareils";
    }

    private static String root(SignedIn who) {
        return Space.of(who).orElseThrow().root();
    }

    /**
     * A session as the page shows it.
     *
     * @param device browser and system; empty when they are not known
     * @param minutes since its last page, in steps of five; 0 for now
     */
    record Row(UUID id, Instant at, boolean whole, String network, String device, long minutes, boolean current) {
        private static final int STEP = 5;

        static Row of(Sessions.Open session) {
            long minutes = session.unused().toMinutes();
            String device = session.begun().device();
            return new Row(
                    session.id(),
                    session.begun().at(),
                    session.begun().whole(),
                    session.begun().network(),
                    device.equals("other") ? "" : device,
                    session.current() || minutes < 2 ? 0 : (minutes + STEP - 1) / STEP * STEP,
                    session.current());
        }
    }
}
