package org.openbloctel.server.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * The demo's call files: made up, all of their numbers from the blocks that ARCEP keeps for fiction, and sent the way that
 * everybody's are. One is ready, one was downloaded, one asks which column is meant, one was sent by a call centre for its client.
 */
final class DemoFiles {
    private static final String[] BLOCKS = {"019900", "026191", "035301", "046571", "053649", "063998"};
    private static final String[] NAMES = {"Exemple", "Fictif", "Imaginaire", "Modèle", "Personne", "Quidam", "Témoin"};
    private static final String[] TOWNS = {"Bourg-Modèle", "Port-Témoin", "Saint-Fictif", "Ville-Exemple"};
    private static final String[] ODD = {"", "non communiqué", "06 39 98", "6,4E+08", "3639", "+41 22 555 01 01"};
    private static final int ONE_ODD_IN = 40;
    private static final int LAST_DIGITS = 10_000;
    private static final long SEED = 20_261_101;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(100);

    private final Submissions submissions;
    private final Random random = new Random(SEED);

    DemoFiles(Submissions submissions) {
        this.submissions = submissions;
    }

    /** Sends them; returns once they are checked, or after a while. */
    void make(Member owner, Member agent, Campaign campaign) {
        Submission fair = send(
                owner,
                owner,
                "clients-2024.csv",
                prospects(1_200),
                Optional.of(campaign.id().toString()));
        Submission refused = send(owner, owner, "export-clients.csv", twoColumns(40));
        Submission november = send(owner, owner, "prospects-novembre.csv", prospects(5_000));
        send(agent, owner, "campagne-isolation.csv", prospects(800));
        if (settled(fair)) {
            take(owner, fair);
        }
        settled(refused);
        settled(november);
    }

    private Submission send(Member by, Member principal, String name, String text) {
        return send(by, principal, name, text, Optional.empty());
    }

    private Submission send(Member by, Member principal, String name, String text, Optional<String> campaign) {
        Sent sent = new Sent(
                by.company(),
                principal.company(),
                by.actor(),
                name,
                LayoutOptions.NONE,
                Optional.empty(),
                campaign,
                Sent.Channel.PORTAL);
        try (InputStream content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            return submissions.receive(sent, content).submission();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean settled(Submission submission) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (submissions.get(submission.company(), submission.id()).state().isSettled()) {
                return true;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return false;
    }

    private void take(Member by, Submission submission) {
        try (InputStream content = submissions
                .download(submission.company(), submission.id(), Returned.Kind.CALLABLE, by.actor())
                .content()) {
            content.skipNBytes(1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String prospects(int lines) {
        StringBuilder text = new StringBuilder("Référence;Nom;Téléphone;Ville\n");
        for (int i = 1; i <= lines; i++) {
            String phone = random.nextInt(ONE_ODD_IN) == 0 ? any(ODD) : number();
            text.append(i).append(';').append(any(NAMES)).append(';');
            text.append(phone).append(';').append(any(TOWNS)).append('\n');
        }
        return text.toString();
    }

    /** Two columns of numbers under names that say nothing: it is not sure which is meant. */
    private String twoColumns(int lines) {
        StringBuilder text = new StringBuilder("Nom;Contact;Saisi par\n");
        for (int i = 0; i < lines; i++) {
            text.append(any(NAMES))
                    .append(';')
                    .append(number())
                    .append(';')
                    .append(number())
                    .append('\n');
        }
        return text.toString();
    }

    private String number() {
        return any(BLOCKS) + String.format(Locale.ROOT, "%04d", random.nextInt(LAST_DIGITS));
    }

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }
}
