package org.openbloctel.server.callfiles.sftp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.callfiles.submission.FirstDownloads;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lies in the folders under {@code out}: for each file that arrived the returned files, the certificate and the words. The latest
 * file of a name has the plain names, from the moment it arrives: a client that waits for {@code prospects.not-listed.csv} never gets that
 * of the time before. Earlier ones have the time of their arrival in their names. Thread-safe.
 */
@Component
record ResultFolders(
        Arrivals arrivals,
        Submissions submissions,
        Certificates certificates,
        StatusText status,
        JsonMapper json,
        SecurityNotes traces,
        FirstDownloads first) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneId.of("Europe/Paris"));

    /** Opens what is in a file, from its beginning. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** A file to be taken. */
    record Answer(String name, long size, Instant at, Opener opener) {
        static Answer of(String name, Instant at, byte[] content) {
            return new Answer(name, content.length, at, () -> new ByteArrayInputStream(content));
        }
    }

    /** The files of a folder, by name. */
    Map<String, Answer> in(UUID company, String folder, String actor, String network) {
        Map<String, Answer> all = new LinkedHashMap<>();
        Asked asked = new Asked(actor, network, submissions.stoppedSince(company));
        Map<String, Optional<UUID>> latest = new LinkedHashMap<>();
        for (Arrivals.Arrival arrival : arrivals.of(company, folder)) {
            boolean repeated =
                    arrival.submission().isPresent() && arrival.submission().equals(latest.get(arrival.name()));
            if (repeated) {
                continue;
            }
            boolean first = latest.putIfAbsent(arrival.name(), arrival.submission()) == null;
            List<Answer> answers = answers(first ? arrival : stamped(arrival, ""), asked);
            if (answers.stream().anyMatch(one -> all.containsKey(one.name()))) {
                answers = answers(stamped(arrival, "-" + arrival.id().toString().substring(0, 4)), asked);
            }
            answers.forEach(one -> all.put(one.name(), one));
        }
        return all;
    }

    private static Arrivals.Arrival stamped(Arrivals.Arrival arrival, String more) {
        String name = arrival.name();
        int end = name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        int cut = dot > 0 ? dot : end;
        String stamped = name.substring(0, cut) + "." + STAMP.format(arrival.at()) + more + name.substring(cut);
        return arrival.named(stamped);
    }

    /** Who asks for a folder, and since when its company may download nothing. */
    private record Asked(String actor, String network, Optional<Instant> stopped) {}

    private List<Answer> answers(Arrivals.Arrival arrival, Asked asked) {
        List<Answer> answers = new ArrayList<>();
        Optional<Submission> submission = arrival.submission().flatMap(id -> submission(arrival.company(), id));
        Instant at = submission.flatMap(Submission::settledAt).orElse(arrival.at());
        submission.ifPresent(one -> {
            for (Returned file : submissions.returned(one, arrival.name())) {
                answers.add(new Answer(file.name(), file.size(), at, () -> download(one, file, asked)));
            }
            certificate(one)
                    .ifPresent(
                            content -> answers.add(Answer.of(base(arrival.name()) + ".certificate.json", at, content)));
        });
        List<String> names = answers.stream().map(Answer::name).toList();
        byte[] words = status.of(arrival, submission, names, asked.stopped());
        answers.add(Answer.of(arrival.name() + ".status.txt", at, words));
        return answers;
    }

    private InputStream download(Submission submission, Returned file, Asked asked) throws IOException {
        InputStream content = submissions
                .download(submission.company(), submission.id(), file.kind(), asked.actor())
                .content();
        first.taken(asked.actor(), submission.id(), asked.network());
        String subject = "submission:" + submission.id() + " " + file.label();
        traces.note(Kind.DOWNLOADED, asked.actor(), subject, asked.network(), Doorkeeper.DEVICE);
        return content;
    }

    /** A row may have been erased long before the arrival is: then there is nothing left to say of it. */
    private Optional<Submission> submission(UUID company, UUID id) {
        try {
            return Optional.of(submissions.get(company, id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> certificate(Submission submission) {
        return submission
                .certificate()
                .flatMap(id -> certificates.ofSubmission(submission.id()))
                .map(issued -> {
                    ObjectNode whole = json.createObjectNode();
                    whole.set("certificate", json.readTree(issued.json()));
                    whole.put("jws", issued.jws());
                    return (whole.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
                });
    }

    private static String base(String name) {
        String plain =
                name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }
}
