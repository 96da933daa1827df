package org.openbloctel.server.calls.dossier;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.openbloctel.law.Bilingual;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.stereotype.Component;

/**
 * The three documents of a dossier: a summary, a policy to be adapted and signed, and a training sheet. What the law demands comes from the
 * law book, as it is on the day. Thread-safe.
 */
@Component
record DossierDocuments(Documents documents, LawBook law, Formats formats) {
    /** A line of the summary: a key of the bundle, and a figure as it is written. */
    record Figure(String key, String value) {}

    /** A rule as it is on the day. */
    record RuleLine(String title, String text, String article) {}

    byte[] summary(Company company, DossierPeriod period, List<Figure> figures, List<String> files, Locale locale) {
        Map<String, Object> model = of(company, period.last(), locale);
        model.put("first", formats.day(period.first()));
        model.put("last", formats.day(period.last()));
        model.put("figures", figures);
        model.put("files", files);
        return documents.pdf("dossier/summary-document", locale, model);
    }

    byte[] policy(Company company, LocalDate day, Locale locale) {
        return documents.pdf("dossier/policy-document", locale, of(company, day, locale));
    }

    byte[] training(Company company, LocalDate day, Locale locale) {
        return documents.pdf("dossier/training-document", locale, of(company, day, locale));
    }

    private Map<String, Object> of(Company company, LocalDate day, Locale locale) {
        Function<Bilingual, String> said =
                text -> locale.getLanguage().equals("fr") ? Typesetting.french(text.fr()) : text.en();
        Regime regime = law.regimeOn(day);
        Map<String, Object> model = new HashMap<>();
        model.put("company", company.name());
        model.put("siren", CompanyNumber.spaced(company.number().siren()));
        model.put("representative", company.representative());
        model.put("day", formats.day(day));
        model.put("regime", regime == null ? "" : said.apply(regime.name()));
        model.put("rules", rules(day, said));
        return model;
    }

    private List<RuleLine> rules(LocalDate day, Function<Bilingual, String> said) {
        return law.rules().stream()
                .flatMap(rule -> rule.on(day).filter(RuleVersion::enforced).stream()
                        .map(version ->
                                new RuleLine(said.apply(rule.title()), said.apply(version.text()), version.article())))
                .toList();
    }
}
