package org.openbloctel.server.submission;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.operator.Decision;
import org.openbloctel.registry.operator.FourEyes;
import org.openbloctel.registry.scrubbing.HeldFiles;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Component;

/** Stopped downloads that the operator opens again, and held files that are released, by two people: the first asks, the second does it. */
@Component("lifts")
final class Lifts {
    private final Submissions submissions;
    private final FourEyes fourEyes;
    private final HeldFiles held;

    Lifts(Submissions submissions, FourEyes fourEyes, HeldFiles held) {
        this.held = held;
        this.submissions = submissions;
        this.fourEyes = fourEyes;
    }

    /** Whether a first person has asked for it; for the page of stops. */
    public boolean downloadsAsked(UUID company) {
        return fourEyes.pending(Decision.Kind.DOWNLOADS, company).isPresent();
    }

    /** Why a first person wants a held file released, where that takes two; null when none does. */
    public @Nullable Decision releaseAsked(UUID file) {
        return fourEyes.pending(Decision.Kind.RELEASE, file).orElse(null);
    }

    /** Releases a held file: by two people, each with their reason, where its company is stopped for more than a hold. */
    boolean release(UUID file, String reason, SignedIn.Staff who) {
        if (!held.takesTwo(file)) {
            held.release(file, reason, who.actor());
            return true;
        }
        String why = HeldFiles.reason(reason);
        return fourEyes.agree(
                Decision.Kind.RELEASE, file, why, who.id(), () -> held.release(file, reason, who.actor()));
    }

    boolean downloads(UUID company, SignedIn.Staff who) {
        return fourEyes.agree(
                Decision.Kind.DOWNLOADS, company, "", who.id(), () -> submissions.lift(company, who.actor()));
    }
}
