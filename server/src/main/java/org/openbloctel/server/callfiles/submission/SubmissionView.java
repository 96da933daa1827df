package org.openbloctel.server.callfiles.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A submission as programs see it; the schema stands in {@code openapi.json}. Thread-safe. */
@Component
record SubmissionView(JsonMapper json, RefusalProse prose, HoldProse holds) {
    static final String ROOT = "/api/v1/submissions/";

    /** One of a list. */
    record Summary(
            UUID id,
            State state,
            String file,
            @Nullable String campaign,
            String channel,
            UUID principal,
            Instant receivedAt,
            long size,
            boolean test,
            String scope,
            Counts counts,
            @Nullable Instant filesUntil,
            Map<String, String> links) {}

    /**
     * What came out; zeros while it is not ready.
     *
     * @param notListed only where the list alone is asked; {@code callable} is its name of before, until 1.0
     */
    record Counts(
            long rows,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long notListed,

            long callable,
            long opposed,
            long forbidden,
            long unchecked,
            long charged) {
        static Counts of(Submission submission) {
            Submission.Counts counts = submission.counts();
            return new Counts(
                    counts.rows(),
                    submission.isByLaw() ? null : counts.callable(),
                    counts.callable(),
                    counts.opposed(),
                    counts.forbidden(),
                    counts.unchecked(),
                    counts.chargedLines());
        }
    }

    /** How far the work is. */
    record Progress(long bytes, long size, long rows) {}

    /** What the sender said of the layout; null is told from the file. */
    record Layout(
            List<String> columns,
            @Nullable String separator,
            @Nullable String encoding,
            @Nullable Boolean header,
            @Nullable Boolean quotes,
            @Nullable String sheet,
            List<String> blanks) {
        static Layout of(LayoutOptions options) {
            return new Layout(
                    options.columns(),
                    options.separator().map(String::valueOf).orElse(null),
                    options.encoding().map(Encoding::label).orElse(null),
                    options.header().orElse(null),
                    options.quotes().orElse(null),
                    options.sheet().orElse(null),
                    options.placeholders().added());
        }
    }

    /** Why it was refused. */
    record Refused(String code, String title, String detail, String cure, String type) {}

    /**
     * Why it is held.
     *
     * @param until when it is refused unless it left before
     */
    record Held(String reason, String title, String detail, String figures, String cure, Instant since, Instant until) {
        static Held of(Submission.Held held, HoldProse.Said said) {
            return new Held(
                    held.hold().kind().name(),
                    said.title(),
                    said.detail(),
                    held.hold().figures(),
                    said.cure(),
                    held.since(),
                    held.until());
        }
    }

    /** A returned file. */
    record ReturnedFile(
            String kind,
            String name,
            long size,
            String sha256,
            @Nullable Sealed sealed,
            String href) {}

    /** To which keys a file is sealed, and what is inside. */
    record Sealed(List<String> recipients, String name, long size) {
        static Sealed of(Returned file, Returned.Sealed sealed) {
            return new Sealed(sealed.recipients(), file.openedName(), sealed.size());
        }
    }

    /** All of one. */
    record Full(
            UUID id,
            State state,
            String file,
            @Nullable String campaign,
            String channel,
            UUID principal,
            String submittedBy,
            Instant receivedAt,
            @Nullable Instant settledAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant purgedAt,
            long size,
            String sha256,
            boolean test,
            String scope,
            @Nullable UUID corrects,
            Layout layout,
            Progress progress,
            Counts counts,
            @Nullable JsonNode report,
            @Nullable Refused refusal,
            @Nullable Held hold,
            List<ReturnedFile> files,
            @Nullable Instant filesUntil,
            @Nullable String certificate,
            Map<String, String> links) {}

    Summary summary(Submission s, boolean test) {
        return new Summary(
                s.id(),
                s.state(),
                s.fileName(),
                s.campaign().orElse(null),
                s.channel().label(),
                s.principal(),
                s.receivedAt(),
                s.size(),
                test,
                s.scope().label(),
                Counts.of(s),
                s.filesUntil().orElse(null),
                Map.of("self", ROOT + s.id()));
    }

    Full full(Submission s, List<Returned> returned, boolean test, Locale locale) {
        return new Full(
                s.id(),
                s.state(),
                s.fileName(),
                s.campaign().orElse(null),
                s.channel().label(),
                s.principal(),
                s.submittedBy(),
                s.receivedAt(),
                s.settledAt().orElse(null),
                s.deliveredAt().orElse(null),
                s.purgedAt().orElse(null),
                s.size(),
                "sha256:" + s.sha256(),
                test,
                s.scope().label(),
                s.corrects().orElse(null),
                Layout.of(s.options()),
                new Progress(s.readBytes(), s.size(), s.readRows()),
                Counts.of(s),
                s.report().map(json::readTree).orElse(null),
                s.refusal().map(refused -> refused(refused, locale)).orElse(null),
                s.held()
                        .map(held -> Held.of(held, holds.of(held.hold(), locale)))
                        .orElse(null),
                files(s, returned),
                s.filesUntil().orElse(null),
                s.certificate().orElse(null),
                links(s, returned));
    }

    private Refused refused(Refusal.Stored refused, Locale locale) {
        RefusalProse.Said said = prose.of(refused.code(), refused.arguments(), locale);
        return new Refused(refused.code(), said.title(), said.detail(), said.cure(), "/problemes/" + refused.code());
    }

    private static List<ReturnedFile> files(Submission s, List<Returned> returned) {
        List<ReturnedFile> files = new ArrayList<>();
        for (Returned file : returned) {
            String kind = file.label();
            files.add(new ReturnedFile(
                    kind,
                    file.name(),
                    file.size(),
                    "sha256:" + file.sha256(),
                    file.sealed().map(in -> Sealed.of(file, in)).orElse(null),
                    ROOT + s.id() + "/files/" + kind));
        }
        return files;
    }

    private static Map<String, String> links(Submission s, List<Returned> returned) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = ROOT + s.id();
        links.put("self", self);
        for (Returned file : returned) {
            links.put(file.label(), self + "/files/" + file.label());
        }
        s.certificate().ifPresent(id -> {
            links.put("certificate", self + "/certificate");
            links.put("certificatePdf", self + "/certificate.pdf");
            links.put("verify", "/verifier/" + id);
        });
        if (s.isCorrectable()) {
            links.put("corrections", self + "/corrections");
        }
        Optional<UUID> corrects = s.corrects();
        corrects.ifPresent(id -> links.put("corrects", ROOT + id));
        return links;
    }
}
