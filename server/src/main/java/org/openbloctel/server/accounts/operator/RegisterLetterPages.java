package org.openbloctel.server.accounts.operator;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.RegisterLetter;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.FileDownload;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The letters with codes, as PDFs, in French for all readers, and that they were posted. The page of letters lists them. */
@Controller
record RegisterLetterPages(RegisterLetters letters, Documents documents, Formats formats, Settings settings) {
    private static final String ONE = "/operateur/comptes/{id}/lettre";

    @Access(value = STAFF, stepUp = true)
    @GetMapping(ONE + ".pdf")
    ResponseEntity<byte[]> print(SignedIn.Staff who, @PathVariable UUID id) {
        RegisterLetter.Printed printed = letters.print(id, who.actor());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileDownload.disposition(
                                "lettre-" + printed.to().number().siren() + ".pdf"))
                .body(inFrench(printed));
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(ONE + "/envoi")
    String posted(SignedIn.Staff who, @PathVariable UUID id, @RequestParam UUID lettre, NextPage next) {
        letters.posted(id, lettre, who.actor());
        next.done("consumer.letters.posted.done");
        return "redirect:/operateur/courriers";
    }

    private byte[] inFrench(RegisterLetter.Printed printed) {
        LocaleContext reader = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(Locale.FRENCH);
        try {
            Company to = printed.to();
            List<String> address = Stream.concat(
                            Stream.of(to.name()), printed.letter().address().lines())
                    .toList();
            return documents.pdf(
                    "operator/letter-document",
                    Locale.FRENCH,
                    Map.of(
                            "address", address,
                            "company", to.name(),
                            "siren", to.number().spaced(),
                            "code", printed.code(),
                            "until", formats.day(printed.letter().expiresAt()),
                            "page", settings.baseUrl() + "/pro/entreprise/code"));
        } finally {
            LocaleContextHolder.setLocaleContext(reader);
        }
    }
}
