package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.platform.audit.Link;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.engine.ScrubReport;

/** What a certificate says, field by field as docs/formats/certificate.md has them. Stateless. */
final class Content {
    /** Days that a check is good for, behind the day it was made on. */
    static final int VALID_DAYS = 30;

    private static final int FORMAT = 2;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Nine digits and more in a row, or a French number as people write it in pairs. */
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}{9,}|(?<!\\p{Nd})(?:\\+?33|0)[ ._-]?\\p{Nd}(?:[ ._-]?\\p{Nd}{2}){4}(?!\\p{Nd})");

    /** No setting changes a regime. */
    private static final LawBook LAW = LawBook.france();

    private Content() {}

    /** Hides what may be a phone number in a name that people gave to a file or a campaign. */
    static String masked(String name) {
        return NUMBER.matcher(name)
                .replaceAll(found ->
                        "•".repeat(found.group().codePointCount(0, found.group().length())));
    }

    static LocalDate lastDay(Instant issuedAt) {
        return LegalCalendar.dayOf(issuedAt).plusDays(VALID_DAYS);
    }

    static String json(UUID id, Issuer issuer, Instant at, CertificateRequest request, Link auditHead) {
        ScrubReport report = request.report();
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("id", id);
        content.put("issuer", ordered("name", issuer.name(), "url", issuer.url()));
        content.put("issuedAt", at);
        content.put("validUntil", lastDay(at));
        content.put("expiresAt", LegalCalendar.startOf(lastDay(at).plusDays(1)));
        content.put("submission", request.submission());
        content.put("submittedBy", party(request.submittedBy()));
        content.put("principal", party(request.principal()));
        content.put("campaign", request.campaign() == null ? null : masked(request.campaign()));
        content.put("input", ordered("name", masked(report.file()), "sha256", report.sha256()));
        content.put(
                "outputs",
                request.outputs().stream()
                        .map(output -> ordered(
                                "kind", output.kind(), "name", masked(output.name()), "sha256", output.sha256()))
                        .toList());
        content.put("scope", report.scope());
        content.put("counts", counts(report));
        content.put("list", list(report.list()));
        content.put("law", law(regime(at), at, report.law()));
        content.put("audit", ordered("entry", auditHead.seq(), "hash", auditHead.hash()));
        return Json.of(content);
    }

    private static Map<String, Object> party(CertificateRequest.Party party) {
        return ordered("name", party.name(), "siren", party.siren());
    }

    private static Map<String, Object> counts(ScrubReport report) {
        Map<String, Object> reasons = new TreeMap<>();
        report.uncheckedByReason().forEach((reason, count) -> reasons.put(reason.code(), count));
        Map<String, Object> counts = ordered("rows", report.rows());
        if (report.law() == null) {
            counts.put("notListed", report.callable());
        }
        counts.put("callable", report.callable());
        counts.put("opposed", report.opposed());
        counts.put("forbidden", report.forbidden());
        counts.put("unchecked", report.unchecked());
        counts.put("forbiddenByRule", new TreeMap<>(report.forbiddenByRule()));
        counts.put("uncheckedByReason", reasons);
        return counts;
    }

    private static Map<String, @Nullable Object> list(ScrubReport.ListUsed list) {
        Map<String, @Nullable Object> used = new LinkedHashMap<>();
        used.put("revision", list.revision());
        used.put("numbers", list.numbers() == ScrubReport.ListUsed.NOT_STATED ? null : list.numbers());
        used.put("digest", list.digest());
        used.put("time", list.time());
        return used;
    }

    /** The one in force in Paris. The first holds for all days before, too: nothing was checked before there was a list. */
    private static Regime regime(Instant at) {
        Regime regime = LAW.regimeOn(LegalCalendar.dayOf(at));
        return regime == null ? LAW.regimes().getFirst() : regime;
    }

    private static Map<String, Object> law(Regime regime, Instant at, ScrubReport.@Nullable LawUsed used) {
        Map<String, Object> law = ordered("regime", regime.code(), "since", regime.from(), "article", regime.article());
        law.put("text", ordered("fr", regime.text().fr(), "en", regime.text().en()));
        if (used != null) {
            law.put("rules", used.rules().stream().map(id -> rule(id, at)).toList());
            law.put("hours", used.hours());
            law.put("holidaysClosed", used.holidays());
            ScrubReport.SubjectUsed subject = used.subject();
            if (subject != null) {
                law.put("subject", subject(subject));
            }
        }
        return law;
    }

    private static Map<String, Object> subject(ScrubReport.SubjectUsed subject) {
        Map<String, Object> said = ordered("id", subject.id(), "fr", subject.fr(), "en", subject.en());
        String goods = subject.goods();
        if (goods != null) {
            said.put("goods", masked(goods));
        }
        return said;
    }

    private static Map<String, Object> rule(String id, Instant at) {
        Rule rule = LAW.rule(id).orElseThrow();
        String article =
                rule.on(LegalCalendar.dayOf(at)).map(RuleVersion::article).orElse("");
        Map<String, Object> said = ordered("rule", id, "article", article);
        said.put("title", ordered("fr", rule.title().fr(), "en", rule.title().en()));
        return said;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    /** What would make a certificate that proves nothing is a bug of the caller. */
    static void check(CertificateRequest request) {
        List<String> digests = new ArrayList<>(List.of(request.report().sha256()));
        request.outputs().forEach(output -> digests.add(output.sha256()));
        if (!digests.stream().allMatch(digest -> DIGEST.matcher(digest).matches())) {
            throw new IllegalArgumentException("a file without a SHA-256 cannot be certified");
        }
        if (!request.report().list().digest().startsWith(ListMarks.PREFIX)) {
            throw new IllegalArgumentException("the digest of the list must not leave the service");
        }
        if (request.outputs().stream()
                        .map(CertificateRequest.Output::kind)
                        .distinct()
                        .count()
                < request.outputs().size()) {
            throw new IllegalArgumentException("an output comes twice");
        }
    }
}
