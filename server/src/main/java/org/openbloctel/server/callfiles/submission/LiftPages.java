package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.UUID;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The button that opens stopped downloads again, on the page of {@link QueuePages}. */
@Controller
final class LiftPages {
    private static final String PATH = "/operateur/depots";

    private final Lifts lifts;
    private final SubmissionTexts texts;

    LiftPages(Lifts lifts, SubmissionTexts texts) {
        this.lifts = lifts;
        this.texts = texts;
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/arrets/{company}/lever")
    String downloads(
            SignedIn.Staff who,
            @PathVariable UUID company,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        boolean done = lifts.downloads(company, digest, who);
        next.done(done ? "submission.queue.lifted" : "operator.four-eyes.asked", texts.company(company));
        return "redirect:" + PATH;
    }
}
