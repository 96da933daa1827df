package org.openbloctel.server.authority.casefile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The letters of cases as PDFs: in French for all readers, with masked numbers, and at most {@value #MAX_CALLS} calls. Thread-safe. */
@Component
record CaseLetters(Documents documents, CaseShown shown, Formats formats) implements Cases.Letters {
    /** Further calls are in the table of the company's page. */
    static final int MAX_CALLS = 500;

    @Override
    public byte[] notice(CaseView view, LocalDate answerUntil) {
        return inFrench("casefile/notice-document", view, Map.of("until", answerUntil));
    }

    @Override
    public byte[] decision(CaseView view, CaseDecision decision) {
        return inFrench("casefile/decision-document", view, Map.of("decision", decision));
    }

    private byte[] inFrench(String template, CaseView view, Map<String, ?> more) {
        LocaleContext reader = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(Locale.FRENCH);
        try {
            List<String> retained = view.file().alleged().rules();
            List<CaseShown.CallLine> calls = shown.forCompany(view.complaints(), retained);
            Map<String, Object> model = new HashMap<>(more);
            model.put("file", view.file());
            model.put("siren", CompanyNumber.spaced(view.file().siren()));
            model.put("arithmetic", view.arithmetic());
            model.put("rules", shown.rules(view.file().alleged()));
            model.put("calls", calls.stream().limit(MAX_CALLS).toList());
            model.put("left", Math.max(0, calls.size() - MAX_CALLS));
            model.put("formats", formats);
            return documents.pdf(template, Locale.FRENCH, model);
        } finally {
            LocaleContextHolder.setLocaleContext(reader);
        }
    }
}
