package org.openbloctel.server.dossier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.call.CallFigures;
import org.openbloctel.registry.call.RefusalList;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.SignedArchive;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.CompanyDirectory;
import org.openbloctel.registry.company.Mandate;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.consent.CompanyConsents;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.DossierRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.dossier.DossierDocuments.Figure;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.Formats;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Component;

/**
 * Collects what a company can show of a period and writes it as one signed archive. Everything is read before the first byte is
 * written, so a refusal is an answer and never half a file. Each dossier is an entry of the audit trail. Thread-safe.
 */
@Component
final class Dossiers {
    /** A manifest of more files would not be accepted by the page that verifies it. */
    static final int MOST_CERTIFICATES = 1_000;

    private static final int MOST_CAMPAIGNS = 10_000;

    private final Sources sources;
    private final DossierTables tables;
    private final DossierDocuments documents;
    private final FormRefusals texts;
    private final Formats formats;

    Dossiers(Sources sources, DossierTables tables, DossierDocuments documents, FormRefusals texts, Formats formats) {
        this.sources = sources;
        this.tables = tables;
        this.documents = documents;
        this.texts = texts;
        this.formats = formats;
    }

    /** The features that are asked. */
    @Component
    record Sources(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Companies companies,
            Mandates mandates,
            Submissions submissions,
            Certificates certificates,
            Campaigns campaigns,
            CompanyConsents consents,
            RefusalList refusals,
            CallFigures calls) {
        LocalDate today() {
            return LegalCalendar.today(clock);
        }
    }

    /** All that a dossier holds, by name in the archive, and of whom and when it is. */
    record Dossier(Company company, DossierPeriod period, Map<String, byte[]> files) {}

    /** Reads all of it; refused when the period has more certificates than an archive takes. */
    Dossier read(SignedIn.Member who, DossierPeriod period, Locale locale) {
        UUID id = who.company();
        Company company = sources.companies()
                .find(id)
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
        List<Submission> submissions =
                sources.submissions().certified(id, period.from(), period.until(), MOST_CERTIFICATES + 1);
        if (submissions.size() > MOST_CERTIFICATES) {
            throw new RefusedException(new DossierRefusal.TooManyCertificates(MOST_CERTIFICATES));
        }
        List<Campaign> campaigns = sources.campaigns().of(id, MOST_CAMPAIGNS).stream()
                .filter(one -> period.meets(one.startsOn(), one.endsOn()))
                .toList();
        List<Mandate> mandates = sources.mandates().of(id).stream()
                .filter(one -> period.meets(one.startsOn(), one.endsOn()))
                .toList();
        List<CompanyConsents.Month> consents = sources.consents().byMonth(id, period.from(), period.until());
        var refusals = sources.refusals().byMonth(id, period.from(), period.until());
        Map<UUID, String> names = names(submissions, campaigns);
        Map<String, byte[]> files = new LinkedHashMap<>();
        table(files, "certificates", tables.certificates(submissions, names));
        table(files, "campaigns", tables.campaigns(campaigns, names));
        table(files, "mandates", tables.mandates(mandates));
        table(files, "consents", tables.consents(period, consents));
        table(files, "refusals", tables.refusals(period, refusals));
        table(files, "calls", tables.calls(period, sources.calls().of(id)));
        files.put(name("policy"), documents.policy(company, period.last(), locale));
        files.put(name("training"), documents.training(company, period.last(), locale));
        certificates(files, submissions);
        List<Figure> figures = List.of(
                figure("certificates", submissions.size()),
                figure(
                        "lines",
                        submissions.stream()
                                .mapToLong(one -> one.counts().rows())
                                .sum()),
                figure(
                        "removed",
                        submissions.stream().mapToLong(Dossiers::removed).sum()),
                figure("campaigns", campaigns.size()),
                figure(
                        "exempt",
                        campaigns.stream().filter(one -> one.ground() != null).count()),
                figure("mandates", mandates.size()),
                figure(
                        "consents",
                        consents.stream()
                                .mapToLong(one -> one.given() + one.recorded())
                                .sum()),
                figure(
                        "withdrawn",
                        consents.stream()
                                .mapToLong(CompanyConsents.Month::withdrawn)
                                .sum()),
                figure(
                        "refusals",
                        refusals.values().stream().mapToLong(Long::longValue).sum()));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(name("summary"), documents.summary(company, period, figures, contents(files), locale));
        all.putAll(files);
        sources.audit()
                .record(new AuditEntry(
                        who.actor(),
                        "dossier.made",
                        "company:" + id,
                        Map.of(
                                "from",
                                period.first().toString(),
                                "until",
                                period.last().toString())));
        return new Dossier(company, period, all);
    }

    /** The name under which a dossier is downloaded. */
    String fileName(Dossier dossier) {
        return texts.done(
                "dossier.file.archive",
                dossier.company().number().siren(),
                dossier.period().first().toString(),
                dossier.period().last().toString());
    }

    /** Writes a dossier. */
    void write(Dossier dossier, OutputStream out) throws IOException {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "dossier");
        about.put(
                "company",
                Map.of(
                        "name",
                        dossier.company().name(),
                        "siren",
                        dossier.company().number().siren()));
        about.put("from", dossier.period().first().toString());
        about.put("until", dossier.period().last().toString());
        SignedArchive archive = sources.certificates().archive(out, about);
        for (Map.Entry<String, byte[]> file : dossier.files().entrySet()) {
            archive.add(file.getKey(), file.getValue());
        }
        archive.finish();
    }

    private void certificates(Map<String, byte[]> files, List<Submission> submissions) {
        String folder = name("folder");
        for (Submission one : submissions) {
            sources.certificates()
                    .ofSubmission(one.id())
                    .ifPresent(issued -> files.put(
                            folder + "/" + issued.id() + ".jws", issued.jws().getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** The files of the archive, those of the folder as one. */
    private List<String> contents(Map<String, byte[]> files) {
        List<String> contents = new ArrayList<>();
        String folder = name("folder") + "/";
        for (String file : files.keySet()) {
            if (!file.startsWith(folder)) {
                contents.add(file);
            }
        }
        contents.add(folder);
        return contents;
    }

    private Map<UUID, String> names(List<Submission> submissions, List<Campaign> campaigns) {
        Set<UUID> ids = new HashSet<>();
        submissions.forEach(one -> ids.add(one.principal()));
        campaigns.forEach(one -> {
            ids.add(one.principal());
            ids.add(one.declaredBy());
        });
        Map<UUID, String> names = new HashMap<>();
        new CompanyDirectory(sources.database())
                .find(ids, Set.of())
                .forEach(one -> names.put(one.id(), one.name() + " (" + one.siren() + ")"));
        return names;
    }

    private static long removed(Submission submission) {
        return submission.counts().opposed() + submission.counts().forbidden();
    }

    private void table(Map<String, byte[]> files, String key, String csv) {
        files.put(name(key), csv.getBytes(StandardCharsets.UTF_8));
    }

    private String name(String key) {
        return texts.done("dossier.file." + key);
    }

    private Figure figure(String key, long value) {
        return new Figure(key, formats.count(value));
    }
}
