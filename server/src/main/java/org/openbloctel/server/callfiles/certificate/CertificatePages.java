package org.openbloctel.server.callfiles.certificate;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.CertificateRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.pages.WrittenDates;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies a certificate for anyone: by its number, as the QR code of its PDF has it, or in its signed form. Says whether it is authentic,
 * whether it is still good for a call, and whether a file is one that it speaks of. Shows the files and their results to its company alone.
 */
@Controller
record CertificatePages(
        Certificates certificates, PublicCertificates shown, InstantSource clock, RefusalProse prose, LawBook law) {
    private static final Pattern NUMBER =
            Pattern.compile("(?i).*?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?");
    private static final String FORM = "certificate/verify";
    private static final String VERIFIED = "certificate/verified";

    /**
     * What is to be verified.
     *
     * @param certificate its number, the address of its page, its signed form, or the API's answer that holds it
     * @param digest the SHA-256 of a file; may be empty
     */
    record Asked(String certificate, String digest) {
        Asked {
            certificate = certificate == null ? "" : certificate.strip();
            digest = digest == null ? "" : digest.strip();
        }
    }

    @Access(ANYONE)
    @GetMapping("/verifier")
    String form(@ModelAttribute("asked") Asked asked) {
        return FORM;
    }

    @Access(ANYONE)
    @PostMapping("/verifier")
    String verify(
            @SentForm.Named("asked") SentForm<Asked> sent,
            @Nullable SignedIn reader,
            HttpServletRequest request,
            Locale locale) {
        Asked form = sent.form();
        Optional<String> digest = PublicCertificates.digest(form.digest());
        if (!form.digest().isEmpty() && digest.isEmpty()) {
            prose.reject(sent.errors(), "digest", new CertificateRefusal.UnreadableDigest());
            return FORM;
        }
        Matcher number = NUMBER.matcher(form.certificate());
        if (number.matches()) {
            String id = number.group(1).toLowerCase(Locale.ROOT);
            Optional<Certificates.Issued> issued = digest.isEmpty() ? Optional.empty() : find(id);
            if (issued.isPresent()) {
                return compared(sent.model(), issued.get(), digest.get(), reader, request, locale);
            }
            return "redirect:/verifier/" + id;
        }
        Optional<String> manifest = certificates.manifest(form.certificate());
        if (manifest.isPresent()) {
            sent.model().addAttribute("a", ArchiveView.of(manifest.get(), digest.orElse("")));
            return "certificate/archive";
        }
        switch (certificates.verify(form.certificate())) {
            case Certificates.Verification.Authentic authentic -> {
                return digest.isPresent()
                        ? compared(sent.model(), authentic.issued(), digest.get(), reader, request, locale)
                        : "redirect:/verifier/" + authentic.issued().id();
            }
            case Certificates.Verification.Forgotten forgotten ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.ForgottenCertificate());
            case Certificates.Verification.NotOurs notOurs ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.NotAuthentic());
            case Certificates.Verification.Unreadable unreadable ->
                prose.reject(sent.errors(), "certificate", new CertificateRefusal.UnreadableCertificate());
        }
        return FORM;
    }

    @Access(ANYONE)
    @GetMapping("/verifier/{number}")
    ModelAndView certificate(@PathVariable("number") String number, @Nullable SignedIn reader, Locale locale) {
        Optional<Certificates.Issued> issued = find(number);
        ModelAndView page = new ModelAndView(VERIFIED);
        if (issued.isEmpty()) {
            page.setStatus(HttpStatus.NOT_FOUND);
            return page;
        }
        page.addAllObjects(facts(issued.get(), reader, locale));
        return page;
    }

    /** The page of a certificate, as the answer to the form: the digest of a short file is as good as its number, and stands in no address. */
    private String compared(
            Model model,
            Certificates.Issued issued,
            String digest,
            @Nullable SignedIn reader,
            HttpServletRequest request,
            Locale locale) {
        model.addAttribute("match", shown.compare(issued, digest, request.getRemoteAddr()));
        model.addAllAttributes(facts(issued, reader, locale));
        return VERIFIED;
    }

    private Map<String, @Nullable Object> facts(Certificates.Issued issued, @Nullable SignedIn reader, Locale locale) {
        CertificateView view = CertificateView.of(issued, locale, law);
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("c", view);
        facts.put("own", shown.isOwn(reader, issued));
        facts.put("changed", changed(view, locale));
        facts.put("expired", issued.expired(clock.instant()));
        return facts;
    }

    /** The regime of today, if it is another one than the certificate's: its check is as old as it says, its law is over. */
    private @Nullable Changed changed(CertificateView view, Locale locale) {
        Regime today = law.regimeOn(LegalCalendar.today(clock));
        if (today == null || today.code().equals(view.law().regime().code())) {
            return null;
        }
        boolean french = locale.getLanguage().equals("fr");
        return new Changed(french ? today.name().fr() : today.name().en(), new WrittenDates(locale).day(today.from()));
    }

    /** A regime that has begun since a check: its name and its first day. */
    record Changed(String regime, String since) {}

    private Optional<Certificates.Issued> find(String number) {
        try {
            return Optional.of(certificates.find(UUID.fromString(number)));
        } catch (RefusedException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /**
     * The manifest of a signed archive, for its reader.
     *
     * @param kind what the archive is: {@code dossier}
     * @param madeAt when it was made
     * @param company whose it is; empty when the manifest names none
     * @param files what it names
     * @param digest the digest that was asked for; empty for none
     * @param match the file that has this digest; empty when none has it
     */
    record ArchiveView(
            String kind, Instant madeAt, String company, String siren, List<File> files, String digest, String match) {
        private static final JsonMapper JSON = new JsonMapper();

        /** Copies. */
        ArchiveView {
            files = List.copyOf(files);
        }

        /** A file of the archive. */
        record File(String name, long bytes, String digest) {}

        /** Of a manifest that this service signed, so nothing in it is missing. */
        static ArchiveView of(String manifest, String digest) {
            JsonNode json = JSON.readTree(manifest);
            List<File> files = new ArrayList<>();
            for (JsonNode file : json.path("files")) {
                files.add(new File(
                        file.path("name").asString(),
                        file.path("bytes").asLong(),
                        file.path("sha256").asString().substring("sha256:".length())));
            }
            String match = files.stream()
                    .filter(file -> file.digest().equals(digest))
                    .map(File::name)
                    .findFirst()
                    .orElse("");
            return new ArchiveView(
                    json.path("kind").asString(""),
                    Instant.parse(json.path("madeAt").asString()),
                    json.path("company").path("name").asString(""),
                    json.path("company").path("siren").asString(""),
                    files,
                    digest,
                    match);
        }
    }
}
