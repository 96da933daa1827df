package org.openbloctel.server.calls.dossier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.SignedArchive;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.DossierRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.calls.dossier.DossierDocuments.Figure;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.stereotype.Component;

/**
 * Collects the records of a company for a period and writes them as one signed archive. Everything is read before the first byte is
 * written, so a refusal is an answer and never half a file. Each dossier is an entry of the audit trail. Thread-safe.
 */
@Component
record Dossiers(
        Sources sources, DossierTables tables, DossierDocuments documents, FormRefusals texts, Formats formats) {
    /** The verification page would not accept a manifest of more files. */
    static final int MAX_CERTIFICATES = 1_000;

    private static final int MAX_CAMPAIGNS = 10_000;

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

    /** The content of a dossier, by name in the archive, with its company and period. */
    record Dossier(Company company, DossierPeriod period, Map<String, byte[]> files) {}

    /** Reads all of it; refused when the period has more certificates than an archive takes. */
    Dossier read(SignedIn.Member who, DossierPeriod period, Locale locale) {
        Facts facts = facts(who.company(), period);
        Map<String, byte[]> files = tables(facts);
        files.put(name("policy"), documents.policy(facts.company(), period.last(), locale));
        files.put(name("training"), documents.training(facts.company(), period.last(), locale));
        certificates(files, facts.submissions());
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(name("summary"), documents.summary(facts.company(), period, figures(facts), contents(files), locale));
        all.putAll(files);
        sources.audit()
                .record(new AuditEntry(
                        who.actor(),
                        "dossier.made",
                        "company:" + who.company(),
                        Map.of(
                                "from", period.first().toString(),
                                "until", period.last().toString())));
        return new Dossier(facts.company(), period, all);
    }

    /** The records of a company in a period. */
    private record Facts(
            Company company,
            DossierPeriod period,
            List<Submission> submissions,
            List<Campaign> campaigns,
            List<Mandate> mandates,
            List<CompanyConsents.Month> consents,
            Map<YearMonth, Long> refusals) {
        private Facts {
            submissions = List.copyOf(submissions);
            campaigns = List.copyOf(campaigns);
            mandates = List.copyOf(mandates);
            consents = List.copyOf(consents);
            refusals = Map.copyOf(refusals);
        }
    }

    private Facts facts(UUID id, DossierPeriod period) {
        List<Submission> submissions =
                sources.submissions().certified(id, period.from(), period.until(), MAX_CERTIFICATES + 1);
        if (submissions.size() > MAX_CERTIFICATES) {
            throw new RefusedException(new DossierRefusal.TooManyCertificates(MAX_CERTIFICATES));
        }
        return new Facts(
                sources.companies()
                        .find(id)
                        .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany())),
                period,
                submissions,
                sources.campaigns().of(id, MAX_CAMPAIGNS).stream()
                        .filter(one -> period.meets(one.startsOn(), one.endsOn()))
                        .toList(),
                sources.mandates().of(id).stream()
                        .filter(one -> period.meets(one.startsOn(), one.endsOn()))
                        .toList(),
                sources.consents().byMonth(id, period.from(), period.until()),
                sources.refusals().byMonth(id, period.from(), period.until()));
    }

    private Map<String, byte[]> tables(Facts facts) {
        Map<UUID, String> names = names(facts.submissions(), facts.campaigns());
        Map<String, byte[]> files = new LinkedHashMap<>();
        table(files, "certificates", tables.certificates(facts.submissions(), names));
        table(files, "campaigns", tables.campaigns(facts.campaigns(), names));
        table(files, "mandates", tables.mandates(facts.mandates()));
        table(files, "consents", tables.consents(facts.period(), facts.consents()));
        table(files, "refusals", tables.refusals(facts.period(), facts.refusals()));
        table(
                files,
                "calls",
                tables.calls(facts.period(), sources.calls().of(facts.company().id())));
        return files;
    }

    private List<Figure> figures(Facts facts) {
        return List.of(
                figure("certificates", facts.submissions().size()),
                figure("lines", sum(facts.submissions(), one -> one.counts().rows())),
                figure(
                        "removed",
                        sum(
                                facts.submissions(),
                                one -> one.counts().opposed() + one.counts().forbidden())),
                figure("campaigns", facts.campaigns().size()),
                figure("exempt", sum(facts.campaigns(), one -> one.ground() == null ? 0 : 1)),
                figure("mandates", facts.mandates().size()),
                figure("consents", sum(facts.consents(), one -> one.given() + one.recorded())),
                figure("withdrawn", sum(facts.consents(), CompanyConsents.Month::withdrawn)),
                figure("refusals", sum(facts.refusals().values(), Long::longValue)));
    }

    private static <T> long sum(Collection<T> of, ToLongFunction<T> figure) {
        return of.stream().mapToLong(figure).sum();
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
